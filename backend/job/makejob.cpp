#include "backend/job/verbs.h"

namespace procdeck {

namespace {

struct Maker {
    const JobContext &context;
    const Command &command;

    std::unique_ptr<Job> operator()(const StartServer &verb) const
    {
        return std::make_unique<StartJob>(context, command, verb);
    }
    std::unique_ptr<Job> operator()(const Connect &) const { return std::make_unique<ConnectJob>(context, command); }
    std::unique_ptr<Job> operator()(const Disconnect &) const
    {
        return std::make_unique<DisconnectJob>(context, command);
    }
    std::unique_ptr<Job> operator()(const Identify &) const { return std::make_unique<IdentifyJob>(context, command); }
    std::unique_ptr<Job> operator()(const ListProcesses &verb) const
    {
        return std::make_unique<ListJob>(context, command, verb);
    }
    std::unique_ptr<Job> operator()(const EndServer &verb) const
    {
        return std::make_unique<EndJob>(context, command, verb);
    }
    std::unique_ptr<Job> operator()(const WaitForEnd &verb) const
    {
        return std::make_unique<WaitJob>(context, command, verb);
    }
    std::unique_ptr<Job> operator()(const DebugProcess &verb) const
    {
        return std::make_unique<DebugJob>(context, command, verb);
    }
    std::unique_ptr<Job> operator()(const LeaveProcess &verb) const
    {
        return std::make_unique<LeaveJob>(context, command, verb);
    }
};

} // namespace

std::unique_ptr<Job> makeJob(const JobContext &context, const Command &command)
{
    Command named = command;
    if (named.server.name.isEmpty())
        named.server.name = named.server.address.text;
    return std::visit(Maker{context, named}, named.verb);
}

} // namespace procdeck
