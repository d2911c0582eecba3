#include "backend/log/log.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace procdeck;

class LogTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_file = m_folder.filePath(u"%1/deep/test.log"_s.arg(++m_number));
        initLog({m_file, spdlog::level::info, false});
    }
    void cleanup() { initLog({}); }

    void aLineTellsTimeLevelAndCategory()
    {
        log(LogCategory::Rsp).warn("{} answered", u"bench-04"_s);
        const QString text = written();
        QVERIFY2(text.contains(u"warning  rsp "_s) && text.contains(u"bench-04 answered"_s), qPrintable(text));
    }

    void lowerLevelsAreLeftOut()
    {
        log(LogCategory::Job).debug("too much");
        log(LogCategory::Job).error("enough");
        QVERIFY(!written().contains(u"too much"_s));
        QVERIFY(written().contains(u"enough"_s));
    }

    void textOfAServerForgesNoLine()
    {
        log(LogCategory::Engine).warn("it said {}", u"x\n2026-01-01T00:00:00.000 error app all is lost\r\ny"_s);
        for (const QString &line : written().split(u'\n'))
            QVERIFY2(!line.startsWith(u"2026-01-01"_s), qPrintable(line));
    }

    void messagesOfQtComeAlong()
    {
        qWarning("a socket complained");
        QVERIFY(written().contains(u"a socket complained"_s));
    }

    void theFileIsRotated()
    {
        const QString line(100'000, u'x');
        for (int i = 0; i < 120; ++i)
            log(LogCategory::App).warn("{}", line);
        QVERIFY(QFile::exists(QString(m_file).replace(u".log"_s, u".1.log"_s)));
        QVERIFY(QFile(m_file).size() < 6 * 1024 * 1024);
    }

    void aFileThatCannotBeOpenedIsNoReasonToFail()
    {
        initLog({u"/proc/no/such/folder/x.log"_s, spdlog::level::info, false});
        log(LogCategory::App).error("into the void");
    }

    void levelsHaveNames()
    {
        spdlog::level::level_enum level = spdlog::level::off;
        QVERIFY(parseLogLevel(u"trace"_s, &level));
        QCOMPARE(level, spdlog::level::trace);
        QVERIFY(!parseLogLevel(u"loud"_s, &level));
    }

private:
    [[nodiscard]] QString written() const
    {
        QFile file(m_file);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

    QTemporaryDir m_folder;
    QString m_file;
    int m_number = 0;
};

QTEST_GUILESS_MAIN(LogTest)
#include "tst_log.moc"
