// Procdeck's window as its main() opens it, ended once it has been painted.

#include "app/procdeck/application.h"
#include "backend/log/log.h"
#include "resources/resources.h"

#include <QApplication>
#include <QTimer>

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    procdeck::initResources();
    procdeck::Settings settings;
    procdeck::initLog({procdeck::defaultLogFile(QStringLiteral("bench")), spdlog::level::info, false});
    procdeck::Application application(settings);
    application.show();
    QTimer::singleShot(0, &app, &QCoreApplication::quit); // after show(): what is pending then has been painted
    return QApplication::exec();
}
