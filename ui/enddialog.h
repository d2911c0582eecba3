#pragma once
// Asks before a server is ended: which one, where, and who is hit. Opens without blocking: open(), then accepted().
// Thread: GUI.

#include "model/inventory.h"

#include <QDialog>

namespace procdeck {

class EndDialog final : public QDialog {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EndDialog)

public:
    EndDialog(const Server &server, const EngineInfo *engine, QWidget *parent = nullptr);

private:
    /// Who would be hit: now what is known of sessions; the place for a list of them.
    [[nodiscard]] QWidget *makeAffected(const Server &server, const EngineInfo *engine);
};

} // namespace procdeck
