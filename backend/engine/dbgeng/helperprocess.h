#pragma once
// The helper program in its role of a client: calls into the debug engine that may block for ever, in a process that can
// be killed. Thread: worker; never blocks. The protocol is described in README.md beside this file.
//
// Requests are answered one after the other, each exactly once, unless its context or this object is destroyed first: then
// never. Destroying this kills the process; a polite end is leave(). Answers come from the event loop.

#include "backend/engine/dbgeng/helpersetup.h"
#include "backend/engine/dbgeng/linereader.h"
#include "backend/types/result.h"

#include <QObject>
#include <QPointer>
#include <QProcess>
#include <QStringList>
#include <QTimer>

#include <chrono>
#include <deque>
#include <functional>

namespace procdeck::dbgeng {

class HelperProcess final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HelperProcess)

public:
    using Reply = std::function<void(const Result<QJsonObject> &)>;
    using Part = std::function<void(const QJsonObject &)>;

    /// at: how errors name the server.
    HelperProcess(HelperSetup setup, QString at);
    ~HelperProcess() override;

    /// Runs it; opened() or ended() follows.
    void open();

    /// deadline: for each part, and for the answer after the last one. Returns the request's id. Errors: of the engine (see
    /// dbgengerrors.h), Silent (the deadline, then the process is killed), and those of ended().
    int ask(QJsonObject command, std::chrono::milliseconds deadline, QObject *context, Reply reply, Part part = {});
    /// No reply will come; where the engine is at work on it, it stops between two of its calls.
    void cancel(int request);

    /// The engine disconnects and the process exits; ended() follows, after a kill where it takes too long.
    void leave();

    [[nodiscard]] bool isOpen() const { return m_state == State::Open; }
    [[nodiscard]] const QString &engineVersion() const { return m_engineVersion; }
    [[nodiscard]] QString traffic() const { return m_traffic.join(u'\n'); } ///< the last lines, without secrets

    /// Processes of the calling thread that were killed and are not reaped yet.
    [[nodiscard]] static qsizetype pending();

signals:
    void opened();                      ///< the engine is loaded
    void told(const QJsonObject &line); ///< something that answers no request
    /// Once, last; also when it could not be started. MissingProgram, ServerFailed (it died), Garbage, Closed (leave()).
    void ended(const procdeck::Error &why);

private:
    enum class State : quint8 { Idle, Opening, Open, Leaving, Ended };
    struct Request {
        int id = 0;
        QJsonObject command;
        std::chrono::milliseconds deadline{};
        QPointer<QObject> context;
        Reply reply; ///< empty: cancelled
        Part part;
    };

    void run();
    void read();
    void take(const QJsonObject &line);
    void takeOpening(const QJsonObject &line);
    void takePart(const QJsonObject &line);
    void answer(const Result<QJsonObject> &result);
    void sendNext();
    void stop(); ///< what is asked now
    void write(const QJsonObject &line);
    void note(QLatin1StringView arrow, QJsonObject line);
    void processFinished();
    void fail(const Error &why);
    void abandon();

    HelperSetup m_setup;
    QString m_at;
    QProcess *m_process; ///< child; outlives this until it is reaped
    State m_state = State::Idle;
    int m_runs = 0; ///< in Wine a program may die before its first word, and is run again
    bool m_heard = false;
    LineReader m_reader;
    QString m_engineVersion;
    QStringList m_traffic;
    int m_lastId = 0;
    std::deque<Request> m_waiting; ///< the first one is asked
    bool m_asked = false;
    QTimer m_deadline;
};

} // namespace procdeck::dbgeng
