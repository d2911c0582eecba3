#pragma once
// Connects to a DbgEng process server. Thread: worker.
//
// The engine's own call blocks for ever at a peer that accepts and says nothing, so it runs in a helper process, which is
// killed when the deadline passes or the task is destroyed.

#include "backend/engine/dbgeng/dbgenglink.h"

namespace procdeck::dbgeng {

/// A helper that has connected, and how long one round trip took it.
struct Attended {
    std::unique_ptr<HelperProcess> helper;
    std::chrono::microseconds latency{0};
};

class Attend final : public Task<Attended> {
public:
    static constexpr std::chrono::milliseconds connectDeadline{10'000};

    /// options: with the password. at: without.
    Attend(HelperSetup setup, QString options, QString at);

private:
    void run() override;
    void measure();

    QString m_options;
    QString m_at;
    std::unique_ptr<HelperProcess> m_helper;
    std::chrono::steady_clock::time_point m_askedAt;
};

class DbgengConnect final : public Task<LinkPtr> {
public:
    DbgengConnect(HelperSetup setup, const QString &options, const QString &at)
        : m_attend(std::make_unique<Attend>(std::move(setup), options, at))
    {
    }

private:
    void run() override;

    TaskPtr<Attended> m_attend;
};

} // namespace procdeck::dbgeng
