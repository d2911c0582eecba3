#pragma once
// Runs one command to its end, shows its steps, and leaves the application with its exit status. A start in the foreground
// goes on until its server has ended. Thread: main.

#include "app/procdeckctl/arguments.h"
#include "backend/host/interruptwatch.h"
#include "backend/worker.h"

#include <QObject>

namespace procdeck::ctl {

class Run final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Run)

public:
    Run(Worker &worker, bool json);

    void start(const Command &command);

private:
    void showStep(const JobSnapshot &job);
    void finish(const JobSnapshot &job, const JobResult &result);
    void staysWith(const ServerStatus &status);
    void interrupt();

    Worker &m_worker;
    InterruptWatch m_interrupt;
    bool m_json;
    bool m_interrupted = false;
    JobId m_job;
    ServerId m_kept; ///< null: no server that ends with us runs
    QString m_lastStep;
};

} // namespace procdeck::ctl
