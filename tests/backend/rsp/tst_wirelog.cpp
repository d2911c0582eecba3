#include "backend/rsp/wirelog.h"

#include <QRegularExpression>
#include <QStringList>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace procdeck::rsp;

class WireLogTest final : public QObject {
    Q_OBJECT

private slots:
    void startsEmpty();
    void tellsDirectionsApart();
    void showsOnlyPrintableCharacters();
    void cutsLongEntriesAndCountsTheRest();
    void forgetsTheOldest();
    void dumpsTheLastFew();
};

namespace {

QStringList lines(const WireLog &log, qsizetype last = WireLog::maxEntries)
{
    static const QRegularExpression time(u"^ *[0-9]+ "_s);
    QStringList all = log.dump(last).split(u'\n', Qt::SkipEmptyParts);
    for (QString &line : all) {
        if (!time.match(line).hasMatch())
            return {u"a line without a time: "_s + line};
        line.remove(time);
    }
    return all;
}

} // namespace

void WireLogTest::startsEmpty()
{
    QCOMPARE(WireLog().dump(), QString());
}

void WireLogTest::tellsDirectionsApart()
{
    WireLog log;
    log.note(u"opened"_s);
    log.add(WireLog::Direction::Sent, "$qC#b4");
    log.add(WireLog::Direction::Received, "QC0");
    QCOMPARE(lines(log), (QStringList{u"-- opened"_s, u"-> $qC#b4"_s, u"<- QC0"_s}));
}

void WireLogTest::showsOnlyPrintableCharacters()
{
    WireLog log;
    log.add(WireLog::Direction::Received, QByteArray("a\0\n\x7f\xc3\\~", 7));
    QCOMPARE(lines(log), QStringList{u"<- a\\x00\\x0a\\x7f\\xc3\\x5c~"_s});
}

void WireLogTest::cutsLongEntriesAndCountsTheRest()
{
    WireLog log;
    log.add(WireLog::Direction::Received, QByteArray(WireLog::maxEntryBytes, 'a'));
    log.add(WireLog::Direction::Received, QByteArray(WireLog::maxEntryBytes + 7, 'a'));
    const QString kept = u"<- "_s + QString(WireLog::maxEntryBytes, u'a');
    QCOMPARE(lines(log), (QStringList{kept, kept + u" (and 7 bytes more)"_s}));
}

void WireLogTest::forgetsTheOldest()
{
    WireLog log;
    for (int i = 0; i <= WireLog::maxEntries; ++i)
        log.note(QString::number(i));
    QCOMPARE(lines(log).size(), WireLog::maxEntries);
    QCOMPARE(lines(log).first(), u"-- 1"_s);
    QCOMPARE(lines(log).last(), u"-- %1"_s.arg(WireLog::maxEntries));
}

void WireLogTest::dumpsTheLastFew()
{
    WireLog log;
    for (int i = 0; i < 5; ++i)
        log.note(QString::number(i));
    QCOMPARE(lines(log, 2), (QStringList{u"-- 3"_s, u"-- 4"_s}));
    QCOMPARE(lines(log, 0), QStringList{});
    QCOMPARE(lines(log, 100).size(), 5);
}

QTEST_APPLESS_MAIN(WireLogTest)
#include "tst_wirelog.moc"
