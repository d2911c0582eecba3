#include "backend/log/statefolder.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace procdeck {

QString stateFolder()
{
    // GenericStateLocation came with Qt 6.7.
    return qEnvironmentVariable("XDG_STATE_HOME", QDir::homePath() + u"/.local/state"_s) + u"/procdeck"_s;
}

} // namespace procdeck
