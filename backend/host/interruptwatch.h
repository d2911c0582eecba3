#pragma once
// The operator's Ctrl+C, or a polite request to end, as a signal of Qt's. Thread: main; one at a time in a process.
// While it exists, these requests no longer end the process by themselves.

#include <QObject>

#include <memory>

namespace procdeck {

class InterruptWatch final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InterruptWatch)

public:
    InterruptWatch();
    ~InterruptWatch() override;

signals:
    void interrupted();

private:
    class Source; ///< each system has its own

    std::unique_ptr<Source> m_source;
};

} // namespace procdeck
