#pragma once
// What is known of the chosen server, each state with its evidence, and what to do next. Thread: GUI.

#include "model/inventory.h"

#include <QMap>
#include <QScrollArea>

class QGridLayout;
class QLabel;
class QLineEdit;

namespace procdeck {

class Notice;
class ValueLabel;

class OverviewPage final : public QScrollArea {
    Q_OBJECT

public:
    explicit OverviewPage(QWidget *parent = nullptr);

    /// Rows without a value are hidden; texts that stay the same keep their selection.
    void showServer(const Server &server, const EngineInfo *engine, const QDateTime &now);

private:
    enum class Fact : quint8 {
        Engine,
        State,
        ServerSeen,
        LinkSeen,
        UseSeen,
        Kind,
        Version,
        Host,
        System,
        Architecture,
        Process,
        Latency,
        Sessions
    };
    void addFact(Fact fact, const QString &name, const QString &caption);
    void setFact(Fact fact, const QString &text);
    void showState(const ServerStatus &status, const QDateTime &now);
    void showIdentity(const ServerIdentity &identity);

    QGridLayout *m_grid;
    Notice *m_error;
    Notice *m_next;
    QLineEdit *m_address;
    struct Row {
        QLabel *caption = nullptr;
        ValueLabel *value = nullptr;
    };
    QMap<Fact, Row> m_facts;
};

} // namespace procdeck
