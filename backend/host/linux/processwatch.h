#pragma once
// The end of processes, told by pidfds: no polling, no race with a pid that is used again. Thread: worker.
// Source: pidfd_open(2), waitid(2) with P_PIDFD (Linux 5.4).

#include "backend/host/host.h"

#include <QSocketNotifier>

#include <memory>
#include <optional>

namespace procdeck::linuxhost {

/// A file descriptor that closes itself.
class Descriptor final {
public:
    Descriptor() = default;
    explicit Descriptor(int number)
        : m_number(number)
    {
    }
    Descriptor(Descriptor &&other) noexcept
        : m_number(std::exchange(other.m_number, -1))
    {
    }
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        std::swap(m_number, other.m_number);
        return *this;
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    ~Descriptor();

    [[nodiscard]] int number() const { return m_number; }
    [[nodiscard]] bool valid() const { return m_number >= 0; }

private:
    int m_number = -1;
};

/// Of that very process; invalid when it has ended and was reaped, or its pid belongs to another one.
[[nodiscard]] Descriptor openProcess(const ProcessRef &process);

/// A program that we started. Reaps it when it ends; the exit status stays known as long as this exists.
class Child final : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Child)

public:
    /// input: valid for a program that ends with us.
    Child(ProcessRef process, Descriptor descriptor, Descriptor input);

    [[nodiscard]] const ProcessRef &process() const { return m_process; }
    [[nodiscard]] bool endsWithUs() const { return m_input.valid(); }
    [[nodiscard]] const std::optional<QString> &exitStatus() const { return m_exitStatus; }

signals:
    void ended(const QString &exitStatus);

private:
    void reap();

    ProcessRef m_process;
    Descriptor m_descriptor;
    Descriptor m_input;
    QSocketNotifier m_notifier;
    std::optional<QString> m_exitStatus;
};

/// Of a process that is not our child: its exit status is not for us.
class StrangerWatch final : public ProcessWatch {
    Q_OBJECT

public:
    explicit StrangerWatch(Descriptor descriptor);

private:
    Descriptor m_descriptor;
    QSocketNotifier m_notifier;
};

/// Of our own child. Also tells an end that was before.
class ChildWatch final : public ProcessWatch {
    Q_OBJECT

public:
    explicit ChildWatch(const Child &child);
};

} // namespace procdeck::linuxhost
