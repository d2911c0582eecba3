#pragma once
// What a window without servers offers: the two things that a new user can do. Thread: GUI.

#include <QWidget>

namespace procdeck {

class EmptyPage final : public QWidget {
    Q_OBJECT

public:
    explicit EmptyPage(QWidget *parent = nullptr);

signals:
    void startRequested();
    void addRequested();
};

} // namespace procdeck
