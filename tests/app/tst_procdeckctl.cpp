// procdeckctl as a script sees it: what it prints where, and its exit status.

#include "tests/support/badpeer.h"
#include "tests/support/outcome.h"
#include "tests/support/realservers.h"

#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace procdeck;
using namespace procdeck::test;

namespace {

constexpr int deadlineMs = 30'000;

struct Outcome {
    int status = -1;
    QString out;
    QString err;
    [[nodiscard]] QByteArray all() const { return u"status %1\n%2\n%3"_s.arg(status).arg(out, err).toUtf8(); }
    [[nodiscard]] QList<QJsonObject> objects() const
    {
        QList<QJsonObject> list;
        for (const QString &line : out.split(u'\n', Qt::SkipEmptyParts)) {
            QJsonParseError problem;
            const QJsonDocument document = QJsonDocument::fromJson(line.toUtf8(), &problem);
            if (problem.error != QJsonParseError::NoError)
                return {};
            list << document.object();
        }
        return list;
    }
};

} // namespace

class ProcdeckctlTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_host = makeThisComputer();
        m_cleanup = std::make_unique<Cleanup>(*m_host);
    }
    void cleanup() { m_cleanup.reset(); }

    void helpAndVersionGoToStandardOutput()
    {
        QCOMPARE(run({u"--help"_s}).status, 0);
        QVERIFY(run({u"--help"_s}).out.contains(u"procdeckctl start ENGINE"_s));
        QVERIFY(run({}).out.contains(u"procdeckctl start ENGINE"_s));
        QVERIFY(run({u"--version"_s}).out.startsWith(u"procdeckctl "_s));
    }

    void wrongUsageIsStatusTwoAndSaysWhy_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("says");
        const auto row = [](const QStringList &arguments, const QString &says) {
            QTest::newRow(qPrintable(arguments.join(u' '))) << arguments << says;
        };
        row({u"frobnicate"_s}, u"There is no command “frobnicate”"_s);
        row({u"identify"_s}, u"needs: ADDRESS"_s);
        row({u"identify"_s, u"a"_s, u"b"_s}, u"one word too many"_s);
        row({u"identify"_s, u"nonsense"_s}, u"is no address"_s);
        row({u"identify"_s, u"lldb:connect://box:0"_s}, u"A port is a number"_s);
        row({u"identify"_s, u"gdb:box:1"_s, u"--listen"_s, u"x"_s}, u"has no option --listen"_s);
        row({u"identify"_s, u"gdb:box:1"_s, u"--nosuch"_s}, u"nosuch"_s);
        row({u"start"_s, u"vax"_s}, u"There is no engine “vax”"_s);
        row({u"start"_s, u"lldb"_s, u"--listen"_s, u":17001"_s}, u"Host is missing"_s);
        row({u"end"_s, u"gdb:box:1"_s, u"--timeout"_s, u"soon"_s}, u"is no time in seconds"_s);
        row({u"end"_s, u"gdb:box:1"_s, u"--timeout"_s, u"-1"_s}, u"is no time in seconds"_s);
        row({u"identify"_s, u"dbgeng:tcp:server=box,port=1,password=x1"_s}, u"--password-stdin"_s);
        row({u"start"_s, u"dbgeng"_s, u"--listen"_s, u"tcp:port=5005,password=x1"_s}, u"--password-stdin"_s);
        row({u"identify"_s, u"gdb:box:1"_s, u"--password-stdin"_s}, u"take no password"_s);
        row({u"identify"_s, u"dbgeng:tcp:server=box,port=1"_s, u"--password-stdin"_s},
            u"no password on standard input"_s);
        row({u"--json"_s}, u"The command is missing"_s);
        row({u"engines"_s, u"--log-level"_s, u"loud"_s}, u"There is no log level"_s);
    }
    void wrongUsageIsStatusTwoAndSaysWhy()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, says);
        const Outcome outcome = run(arguments);
        QCOMPARE(outcome.status, 2);
        QVERIFY2(outcome.err.contains(says), outcome.all().constData());
        QVERIFY(outcome.out.isEmpty());
    }

    void enginesShowWhatCanBeUsed()
    {
        const QList<QJsonObject> engines = run({u"engines"_s, u"--json"_s}).objects();
        QVERIFY(engines.size() >= 2);
        for (const QJsonObject &engine : engines) {
            const bool canStart = engine.value(u"canStart"_s).toBool();
            QCOMPARE(canStart, !engine.value(u"program"_s).toString().isEmpty());
            QCOMPARE(canStart, engine.value(u"installHint"_s).toString().isEmpty());
            QVERIFY(engine.value(u"example"_s).toString().startsWith(engine.value(u"id"_s).toString() + u':'));
        }
        QVERIFY(run({u"engines"_s}).out.contains(u"address:"_s));
    }

    void theMainJobFromAScript_data() { rows(); }
    void theMainJobFromAScript()
    {
        QFETCH(QString, engine);
        const Outcome start = run({u"start"_s, engine, u"--allow-exposed"_s, u"--name"_s, u"bench"_s, u"--json"_s});
        QVERIFY2(start.status == 0, start.all().constData());
        QVERIFY2(start.err.contains(u"… starting "_s), start.all().constData());
        const QJsonObject server = start.objects().value(0);
        const QString address = server.value(u"address"_s).toString();
        addForCleanup(server.value(u"pid"_s).toInteger());

        const Outcome identify = run({u"identify"_s, address, u"--json"_s});
        QVERIFY2(identify.status == 0, identify.all().constData());
        const RealServer real = realServerOf(engine);
        if (real.tellsMachine)
            QCOMPARE(identify.objects().value(0).value(u"host"_s).toString(), QSysInfo::machineHostName());
        QVERIFY(!identify.objects().value(0).value(u"kind"_s).toString().isEmpty());

        const Outcome list = run({u"processes"_s, address, u"--json"_s});
        QVERIFY2(list.status == 0, list.all().constData());
        const QList<QJsonObject> processes = list.objects();
        const auto isThisTest = [](const QJsonObject &process) {
            return process.value(u"pid"_s).toInteger() == QCoreApplication::applicationPid();
        };
        QCOMPARE(std::any_of(processes.begin(), processes.end(), isThisTest), real.listsThisTest);
        const QString name =
            real.listsThisTest ? u"tst_procdeckctl"_s : u"serve "_s; // its own process it lists in any case
        QVERIFY(run({u"processes"_s, address}).out.contains(name));

        const Outcome early = run({u"wait"_s, address, u"--timeout"_s, u"0.1"_s, u"--json"_s});
        QCOMPARE(early.status, 3);
        QCOMPARE(early.objects().value(0).value(u"ended"_s), QJsonValue(false));
        QCOMPARE(early.objects().value(0).value(u"watched"_s), QJsonValue(u"process"_s));
        QVERIFY2(early.err.contains(waitWayText(WaitWay::Process)), early.all().constData());
        const Outcome earlyText = run({u"wait"_s, address, u"--timeout"_s, u"0.1"_s});
        QVERIFY2(earlyText.out.contains(waitWayText(WaitWay::Process)), earlyText.all().constData());

        QProcess waiting;
        begin(waiting, {u"wait"_s, address});
        const QByteArray way = waitWayText(WaitWay::Process).toUtf8();
        QByteArray said;
        QVERIFY2(QTest::qWaitFor([&] { return (said += waiting.readAllStandardError()).contains(way); }, deadlineMs),
                 said.constData());
        const Outcome end = run({u"end"_s, address, u"--json"_s});
        QVERIFY2(end.status == 0, end.all().constData());
        QCOMPARE(end.objects().value(0).value(u"evidence"_s).toArray().at(0).toObject().value(u"source"_s).toString(),
                 u"process-table"_s);
        QTRY_COMPARE_WITH_TIMEOUT(waiting.state(), QProcess::NotRunning, deadlineMs);
        QCOMPARE(waiting.exitCode(), 0);

        const Outcome again = run({u"end"_s, address, u"--json"_s});
        QCOMPARE(again.status, 1);
        QCOMPARE(again.objects().value(0).value(u"error"_s).toObject().value(u"code"_s).toString(), u"unreachable"_s);
    }

    void aServerInTheForegroundEndsWithTheCommand_data()
    {
        QTest::addColumn<QString>("engine");
        QTest::addColumn<bool>("killed");
        for (const QString &engine : startable()) {
            QTest::newRow(qPrintable(engine + u", killed"_s)) << engine << true;
#ifdef Q_OS_UNIX
            QTest::newRow(qPrintable(engine + u", interrupted"_s)) << engine << false;
#endif
        }
    }
    void aServerInTheForegroundEndsWithTheCommand()
    {
        QFETCH(QString, engine);
        QFETCH(bool, killed);
        QProcess command;
        const auto server = startInForeground(command, engine);
        QVERIFY2(server, command.readAllStandardError().constData());
        const auto watch = m_host->watch(*server);
        QVERIFY(watch);
        QSignalSpy ended(watch.get(), &ProcessWatch::ended);
        QTest::qWait(200);
        QCOMPARE(ended.count(), 0);
        if (killed)
            command.kill();
#ifdef Q_OS_UNIX
        else
            QVERIFY(interrupt({command.processId(), 0, {}}));
#endif
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, deadlineMs);
        QTRY_COMPARE_WITH_TIMEOUT(command.state(), QProcess::NotRunning, deadlineMs);
        if (!killed)
            QCOMPARE(command.exitCode(), 130);
    }

    void aCommandInTheForegroundEndsWithItsServer_data() { rows(); }
    void aCommandInTheForegroundEndsWithItsServer()
    {
        QFETCH(QString, engine);
        QProcess command;
        const auto server = startInForeground(command, engine);
        QVERIFY2(server, command.readAllStandardError().constData());
        PROCDECK_VERIFY_OK(m_host->signal(*server, Signal::Kill));
        QTRY_COMPARE_WITH_TIMEOUT(command.state(), QProcess::NotRunning, deadlineMs);
        QCOMPARE(command.exitCode(), 0);
        QVERIFY(command.readAllStandardOutput().contains("\"ended\":true"));
    }

    void anExposedStartIsStatusFourAndSaysHowToInsist()
    {
        bool found = false;
        for (const QJsonObject &engine : run({u"engines"_s, u"--json"_s}).objects()) {
            if (engine.value(u"exposure"_s).toString().isEmpty() || !engine.value(u"canStart"_s).toBool())
                continue;
            found = true;
            const Outcome start = run({u"start"_s, engine.value(u"id"_s).toString()});
            QCOMPARE(start.status, 4);
            QVERIFY2(start.err.contains(u"--allow-exposed"_s), start.all().constData());
            QVERIFY(start.out.isEmpty());
        }
        QVERIFY(found || !serversAreRequired());
    }

    void aPeerThatIsNoServerIsStatusOne()
    {
        const BadPeer web(Temper::Web);
        const Outcome outcome = run({u"processes"_s, u"lldb:connect://127.0.0.1:%1"_s.arg(web.port())});
        QCOMPARE(outcome.status, 1);
        QVERIFY2(outcome.err.contains(u"web server"_s), outcome.all().constData());
    }

    void aPasswordComesInOverStandardInput()
    {
        if (realServerOf(u"dbgeng"_s).program.isEmpty()) {
            QVERIFY(!serversAreRequired());
            QSKIP("no kind of server that takes a password is installed");
        }
        const QByteArray secret = "Xq7Zw9Kp3R";
        const Outcome start =
            run({u"start"_s, u"dbgeng"_s, u"--listen"_s, u"tcp:port=5405:5505"_s, u"--allow-exposed"_s,
                 u"--password-stdin"_s, u"--json"_s, u"--log-level"_s, u"trace"_s},
                secret + '\n');
        QVERIFY2(start.status == 0, start.all().constData());
        addForCleanup(start.objects().value(0).value(u"pid"_s).toInteger());
        const QString address = start.objects().value(0).value(u"address"_s).toString();
        const Outcome without = run({u"processes"_s, address, u"--json"_s});
        QCOMPARE(without.status, 1);
        QVERIFY2(without.err.contains(u"password"_s), without.all().constData());
        const Outcome with =
            run({u"processes"_s, address, u"--password-stdin"_s, u"--log-level"_s, u"trace"_s}, secret + '\n');
        QVERIFY2(with.status == 0, with.all().constData());
        QFile log(m_home.filePath(u"procdeck/procdeckctl.log"_s));
        QVERIFY(log.open(QIODevice::ReadOnly));
        const QByteArray everything = start.all() + with.all() + without.all() + log.readAll();
        QVERIFY2(!everything.contains(secret), "the password was told");
        QCOMPARE(run({u"end"_s, address, u"--password-stdin"_s}, secret + '\n').status, 0);
    }

#ifdef Q_OS_UNIX // on Windows only a console could send one
    void anInterruptIsStatusOneHundredAndThirty()
    {
        const BadPeer silent(Temper::Silent);
        QProcess process;
        begin(process, {u"identify"_s, u"lldb:connect://127.0.0.1:%1"_s.arg(silent.port())});
        QTRY_VERIFY_WITH_TIMEOUT(silent.accepted() > 0, deadlineMs);
        QVERIFY(interrupt({process.processId(), 0, {}}));
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, deadlineMs);
        QCOMPARE(process.exitCode(), 130);
    }
#endif

    void aFailureLeavesTheTrafficInTheLog()
    {
        const BadPeer web(Temper::Web);
        const QString file = m_home.filePath(u"traffic.log"_s);
        run({u"identify"_s, u"lldb:connect://127.0.0.1:%1"_s.arg(web.port()), u"--log-file"_s, file});
        QFile log(file);
        QVERIFY(log.open(QIODevice::ReadOnly));
        const QByteArray text = log.readAll();
        QVERIFY2(text.contains("-> $!#21") && text.contains("<- HTTP/1.1 400"), text.constData());
    }

private:
    void rows()
    {
        QTest::addColumn<QString>("engine");
        for (const QString &engine : startable())
            QTest::newRow(qPrintable(engine)) << engine;
    }

    QStringList startable()
    {
        QStringList ids;
        for (const QJsonObject &engine : run({u"engines"_s, u"--json"_s}).objects()) {
            const QString id = engine.value(u"id"_s).toString();
            if (engine.value(u"canStart"_s).toBool() || realServerOf(id).isRequired)
                ids << id;
        }
        return ids;
    }

    std::optional<ProcessRef> startInForeground(QProcess &command, const QString &engine)
    {
        begin(command, {u"start"_s, engine, u"--allow-exposed"_s, u"--foreground"_s, u"--json"_s});
        if (!QTest::qWaitFor([&] { return command.canReadLine() || command.state() == QProcess::NotRunning; },
                             deadlineMs))
            return std::nullopt;
        const QJsonObject server = QJsonDocument::fromJson(command.readLine()).object();
        return addForCleanup(server.value(u"pid"_s).toInteger());
    }

    void begin(QProcess &process, const QStringList &arguments)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const QString &stateFolder : {u"XDG_STATE_HOME"_s, u"LOCALAPPDATA"_s})
            environment.insert(stateFolder, m_home.path());
        process.setProcessEnvironment(environment);
        process.start(qEnvironmentVariable("PROCDECK_BIN", QCoreApplication::applicationDirPath()) + u"/procdeckctl"_s,
                      arguments);
    }

    Outcome run(const QStringList &arguments, const QByteArray &input = {})
    {
        QProcess process;
        begin(process, arguments);
        process.write(input);
        process.closeWriteChannel();
        // Not waitForFinished(): the peers of these tests live in this event loop.
        QEventLoop loop;
        connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
        QTimer::singleShot(deadlineMs, &loop, &QEventLoop::quit);
        loop.exec();
        if (process.state() != QProcess::NotRunning)
            process.kill();
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
    }

    std::optional<ProcessRef> addForCleanup(qint64 pid)
    {
        bool done = false;
        std::optional<ProcessRef> found;
        m_host->processes(this, [&](const Result<QList<HostProcess>> &all) {
            for (const HostProcess &process : all.value()) {
                if (process.ref.pid == pid)
                    found = process.ref;
            }
            done = true;
        });
        if (!QTest::qWaitFor([&] { return done; }, deadlineMs) || !found)
            return std::nullopt;
        m_cleanup->add(*found);
        return found;
    }

    QTemporaryDir m_home;
    std::unique_ptr<Host> m_host;
    std::unique_ptr<Cleanup> m_cleanup;
};

QTEST_GUILESS_MAIN(ProcdeckctlTest)
#include "tst_procdeckctl.moc"
