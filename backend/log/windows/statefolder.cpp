#include "backend/log/statefolder.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace procdeck {

QString stateFolder()
{
    const QString local = qEnvironmentVariable("LOCALAPPDATA", QDir::homePath() + u"/AppData/Local"_s);
    return QDir::fromNativeSeparators(local) + u"/procdeck"_s;
}

} // namespace procdeck
