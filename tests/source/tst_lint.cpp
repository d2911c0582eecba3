// What may not be written, and where it may.

#include "tests/source/sourcetree.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace procdeck::test;

namespace {

struct Rule {
    QString why;
    QString pattern;      ///< found in a line of code, comments left out
    QStringList exceptIn; ///< path prefixes
    QString breaks;       ///< a line that breaks it
    QString onlyIn = {};  ///< path prefix or suffix ("*.h"); empty: everywhere
};

const QList<Rule> &rules()
{
    static const QString tests = u"tests/"_s;
    // Written in two pieces, or they would find themselves.
    static const QList<Rule> table{
        {u"the GUI thread never waits"_s,
         u"\\bprocess"
         "Events\\b|\\bQEvent"
         "Loop\\b|\\bwaitFor[A-Z]"_s,
         {tests, u"backend/host/localhost.cpp"_s},
         u"socket.waitForConnected();"_s},
        {u"no blocking or direct calls across threads"_s,
         u"BlockingQueued"
         "Connection|Qt::Direct"
         "Connection"_s,
         {tests},
         u"connect(a, b, c, Qt::DirectConnection);"_s},
        {u"connect by function, not by text"_s,
         u"\\bSIG"
         "NAL\\(|\\bSL"
         "OT\\(|\\bsender"
         "\\(\\)"_s,
         {},
         u"connect(a, SIGNAL(b()), c, SLOT(d()));"_s},
        {u"use a range-based for"_s,
         u"\\bfor"
         "each\\s*\\(|\\bQ_FOR"
         "EACH"_s,
         {},
         u"foreach (auto x, list)"_s},
        {u"no using-directives in headers"_s, u"^\\s*using namespace"_s, {}, u"using namespace std;"_s, u"*.h"_s},
        {u"settings are read in one place"_s,
         u"\\bQSet"
         "tings\\b"_s,
         {u"model/settings"_s, tests},
         u"QSettings settings;"_s},
        {u"log through backend/log"_s,
         u"\\bqDe"
         "bug\\b|std::c"
         "out\\b|std::c"
         "err\\b"_s,
         {tests},
         u"qDebug() << 1;"_s},
        {u"processes are ended by their pid"_s,
         u"\\bpk"
         "ill\\b|\\bkill"
         "all\\b"_s,
         {},
         u"system(\"pkill x\");"_s},
        {u"a signal goes to a pid that was checked: 0 is one's own group"_s,
         u"::ki"
         "ll\\("_s,
         {u"backend/host/linux/"_s, u"tests/support/unix/processes.cpp"_s},
         u"::kill(pid, SIGSTOP);"_s},
        {u"engines are named in engine/ only"_s,
         u"(?i)ll"
         "db|\\bg"
         "db(?! remote protocol)|gdb"
         "server|dbg"
         "eng"_s,
         {u"backend/engine/"_s, u"tests/"_s},
         u"if (id == u\"lldb\"_s)"_s},
        {u"no path of one machine"_s, u"\"/(home|root|work)/"_s, {}, u"open(\"/home/me/x\");"_s},
        {u"systems have folders, not #ifdefs"_s,
         u"^\\s*#\\s*(if|ifdef|elif|ifndef)\\b.*(Q_OS_|_WIN32|__linux__|__APPLE__)"_s,
         {tests},
         u"#ifdef Q_OS_WIN"_s},
    };
    return table;
}

bool isExempt(const Rule &rule, const QString &path)
{
    if (rule.onlyIn.startsWith(u'*') && !path.endsWith(rule.onlyIn.mid(1)))
        return true;
    return std::any_of(rule.exceptIn.begin(), rule.exceptIn.end(),
                       [&](const QString &prefix) { return path.startsWith(prefix); });
}

QStringList violations(const Rule &rule, const SourceFile &file)
{
    if (isExempt(rule, file.path))
        return {};
    const QRegularExpression pattern(rule.pattern);
    QStringList found;
    int number = 0;
    for (const QString &line : withoutComments(file.text).split(u'\n')) {
        ++number;
        if (pattern.match(line).hasMatch())
            found << u"%1:%2: %3 (%4)"_s.arg(file.path).arg(number).arg(rule.why, line.trimmed());
    }
    return found;
}

} // namespace

class LintTest : public QObject {
    Q_OBJECT

private slots:
    void noRuleIsBroken_data() { ruleRows(); }
    void noRuleIsBroken()
    {
        QFETCH(int, rule);
        QStringList found;
        for (const SourceFile &file : sourceFiles()) {
            if (!file.path.startsWith(u"tests/source/"_s))
                found << violations(rules().at(rule), file);
        }
        QVERIFY2(found.isEmpty(), qPrintable(u'\n' + found.join(u'\n')));
    }

    void everyRuleSeesWhatBreaksIt_data() { ruleRows(); }
    void everyRuleSeesWhatBreaksIt()
    {
        QFETCH(int, rule);
        const Rule &checked = rules().at(rule);
        QCOMPARE(violations(checked, {u"ui/x.h"_s, checked.breaks}).size(), 1);
        QCOMPARE(violations(checked, {u"ui/x.h"_s, u"// "_s + checked.breaks}).size(), 0);
        QCOMPARE(violations(checked, {u"ui/x.h"_s, u"/*\n"_s + checked.breaks + u"*/ int x;"_s}).size(), 0);
    }

    void headersAreIncludedOnce()
    {
        QStringList found;
        for (const SourceFile &file : sourceFiles()) {
            if (file.path.endsWith(u".h"_s) && !file.text.startsWith(u"#pragma once\n"_s))
                found << file.path;
        }
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    }

    void filesAreReadInOneSitting()
    {
        QStringList found;
        for (const SourceFile &file : sourceFiles()) {
            const qsizetype lines = file.text.count(u'\n');
            const qsizetype most = file.path.startsWith(u"tests/"_s) ? 620 : file.path.endsWith(u".h"_s) ? 200 : 400;
            if (lines > most)
                found << u"%1: %2 lines, at most %3"_s.arg(file.path).arg(lines).arg(most);
        }
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    }

    void everyRoomHasAReadme()
    {
        QStringList missing;
        for (const QString &room : {u"app"_s, u"ui"_s, u"model"_s, u"resources"_s, u"backend"_s, u"backend/types"_s,
                                    u"backend/log"_s, u"backend/transport"_s, u"backend/rsp"_s, u"backend/host"_s,
                                    u"backend/engine"_s, u"backend/job"_s, u"tests"_s, u"installer"_s}) {
            if (!QFile::exists(QStringLiteral(PROCDECK_SOURCE_DIR "/") + room + u"/README.md"_s))
                missing << room;
        }
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u", "_s)));
    }

private:
    static void ruleRows()
    {
        QTest::addColumn<int>("rule");
        for (int i = 0; i < rules().size(); ++i)
            QTest::newRow(qPrintable(rules().at(i).why)) << i;
    }
};

QTEST_GUILESS_MAIN(LintTest)
#include "tst_lint.moc"
