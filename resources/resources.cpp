#include "resources/resources.h"

#include <QtGlobal>

// Of a resource in a static library the linker would drop the part that registers it. Must stand outside a namespace.
static void registerPictures()
{
    Q_INIT_RESOURCE(procdeck_pictures);
}

namespace procdeck {

void initResources()
{
    registerPictures();
}

} // namespace procdeck
