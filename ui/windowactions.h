#pragma once
// The actions of the main window: texts, icons, shortcuts, and why one cannot be used now. Thread: GUI.

#include "model/actions.h"

#include <QAction>
#include <QObject>

#include <array>

namespace procdeck {

class WindowActions final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WindowActions)

public:
    explicit WindowActions(QObject *parent);

    QAction *const start;
    QAction *const add;
    QAction *const findServer;
    QAction *const findProcess;
    QAction *const clearJobs;
    QAction *const quit;
    QAction *const about;
    [[nodiscard]] QAction *of(ServerAction action) const { return m_ofServer[static_cast<std::size_t>(action)]; }

    /// Greys out what cannot be done; the tooltip of such an action says why, that of another one what is good to know.
    void showActions(const ServerActions &actions);

private:
    std::array<QAction *, serverActionCount> m_ofServer{};
};

} // namespace procdeck
