#pragma once
// One class for each verb of the product. Thread: worker. See job.h for the contract that they share, and the
// comments of the verbs in backend/types/command.h for what each one promises.

#include "backend/job/job.h"

namespace procdeck {

class StartJob final : public Job {
public:
    StartJob(const JobContext &context, const Command &command, StartServer verb);

private:
    void run() override;
    void undo(const Evidence &evidence) override;

    StartServer m_verb;
};

class ConnectJob final : public Job {
public:
    ConnectJob(const JobContext &context, const Command &command);

private:
    void run() override;
    void undo(const Evidence &evidence) override;
    void list();
};

class DisconnectJob final : public Job {
public:
    DisconnectJob(const JobContext &context, const Command &command);

private:
    void run() override;
    void undo(const Evidence &evidence) override;
};

class EndJob final : public Job {
public:
    EndJob(const JobContext &context, const Command &command, EndServer verb);

private:
    void run() override;
    void undo(const Evidence &evidence) override;

    EndServer m_verb;
};

class WaitJob final : public Job {
public:
    WaitJob(const JobContext &context, const Command &command, WaitForEnd verb);

private:
    void run() override;

    WaitForEnd m_verb;
};

class DebugJob final : public Job {
public:
    DebugJob(const JobContext &context, const Command &command, DebugProcess verb);

private:
    void run() override;

    DebugProcess m_verb;
};

class LeaveJob final : public Job {
public:
    LeaveJob(const JobContext &context, const Command &command, LeaveProcess verb);

private:
    void run() override;
    void undo(const Evidence &evidence) override;

    LeaveProcess m_verb;
};

/// A question to a server: through our connection where there is one, else through one that is opened for it.
class VisitJob : public Job {
protected:
    VisitJob(const JobContext &context, const Command &command, const QString &title);

    /// The connection is open; ends with leave().
    virtual void visit(Link &link) = 0;
    void leave(const JobResult &result, const QString &summary);

private:
    void run() final;

    LinkPtr m_own;
};

class IdentifyJob final : public VisitJob {
public:
    IdentifyJob(const JobContext &context, const Command &command);

private:
    void visit(Link &link) override;
};

class ListJob final : public VisitJob {
public:
    ListJob(const JobContext &context, const Command &command, ListProcesses verb);

private:
    void visit(Link &link) override;
    void askDetails(Link &link, const ProcessList &processes);
    void conclude(const ProcessList &processes);

    ListProcesses m_verb;
};

} // namespace procdeck
