#pragma once
// Worker, deck and window, wired: values one way round. Thread: GUI.

#include "backend/worker.h"
#include "model/deck.h"
#include "model/settings.h"
#include "ui/mainwindow.h"

namespace procdeck {

class Application final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Application)

public:
    explicit Application(Settings &settings);

    void show() { m_window.show(); }

    [[nodiscard]] MainWindow &window() { return m_window; }
    [[nodiscard]] Deck &deck() { return m_deck; }

private:
    void workerToDeck();
    void windowToWorker();

    // In this order: the window reads the deck, and both are gone before the worker is told to end.
    Worker m_worker;
    Deck m_deck;
    MainWindow m_window;
};

} // namespace procdeck
