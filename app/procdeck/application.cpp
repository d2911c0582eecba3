#include "app/procdeck/application.h"

#include <QApplication>
#include <QIcon>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace procdeck {

namespace {

/// Windows' own style draws what is selected in other colours than its palette says, so that icons and bars in there could
/// not be seen.
void chooseStyle()
{
    if (QApplication::style()->name().startsWith("windows"_L1))
        QApplication::setStyle(u"fusion"_s);
}

QIcon applicationIcon()
{
    QIcon icon;
    for (const int size : {16, 24, 32, 48, 64, 128, 256})
        icon.addFile(u":/icons/app/%1.png"_s.arg(size), QSize(size, size));
    return icon;
}

} // namespace

Application::Application(Settings &settings)
    : m_deck(availableEngines())
    , m_window(m_deck, settings)
{
    chooseStyle();
    QApplication::setWindowIcon(applicationIcon());
    workerToDeck();
    windowToWorker();
}

void Application::workerToDeck()
{
    connect(&m_worker, &Worker::jobChanged, &m_deck, &Deck::setJob);
    connect(&m_worker, &Worker::jobFinished, &m_deck, &Deck::finishJob);
    connect(&m_worker, &Worker::serverChanged, &m_deck, &Deck::setStatus);
    connect(&m_worker, &Worker::processesListed, &m_deck, &Deck::setProcesses);
    connect(&m_worker, &Worker::processesLearned, &m_deck, &Deck::learnProcesses);
    connect(&m_deck.inventory(), &Inventory::serverRemoved, &m_worker, &Worker::forget);
}

void Application::windowToWorker()
{
    connect(&m_window, &MainWindow::commandRequested, this, [this](const Command &command) {
        m_deck.submit(command);
        m_worker.submit(command);
    });
    connect(&m_window, &MainWindow::cancelRequested, &m_worker, &Worker::cancel);
    connect(&m_window, &MainWindow::addRequested, this, [this](const ServerSpec &server) {
        m_deck.inventory().add(server);
        m_worker.observe(server);
    });
    connect(&m_window, &MainWindow::removeRequested, &m_deck.inventory(), &Inventory::remove);
    connect(&m_window, &MainWindow::lookRequested, &m_worker, &Worker::observe);
    connect(&m_window, &MainWindow::detailsWanted, &m_worker, &Worker::wantDetails);
}

} // namespace procdeck
