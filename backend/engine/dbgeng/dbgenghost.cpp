#include "backend/engine/dbgeng/dbgenghost.h"

#include "backend/engine/dbgeng/dbgengsyntax.h"
#include "backend/engine/dbgeng/helpersetup.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace procdeck::dbgeng {

namespace {

bool serves(const QStringList &arguments, const FieldValues &connect)
{
    const auto helper = std::find_if(arguments.begin(), arguments.end(),
                                     [](const QString &argument) { return argument.endsWith(helperName); });
    if (std::distance(helper, arguments.end()) < 3 || *std::next(helper) != u"serve")
        return false;
    const auto listens = listenSyntax().parse(*std::next(helper, 2));
    const auto same = [&](const QString &key) {
        return listens->values.value(key).compare(connect.values.value(key), Qt::CaseInsensitive) == 0;
    };
    return listens && listens->transport == connect.transport && same(u"port"_s) && same(u"pipe"_s) &&
           same(u"channel"_s);
}

} // namespace

std::optional<HostProcess> findServing(const QList<HostProcess> &processes, const FieldValues &connect)
{
    for (const HostProcess &process : processes) {
        if (serves(process.arguments, connect))
            return process;
    }
    return std::nullopt;
}

} // namespace procdeck::dbgeng
