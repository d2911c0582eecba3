#pragma once
// JSON, one object a line: commands on standard input, answers and events on standard output. The protocol itself is
// described in ../README.md.
//
// A thread of its own reads the input, so that a command can be called off while the engine is at work on it. When the
// input ends, whoever started this program is gone: the program ends too, even out of a call that never returns. The command
// "quit" is the same as the end of the input.

#include <nlohmann/json.hpp>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

namespace procdeck::helper {

using Json = nlohmann::json;

/// One line, at once. Thread: any.
void say(const Json &message);

class Commands final {
public:
    /// Starts reading; for the rest of the program's life. patience: how long the engine's thread gets, once the input has
    /// ended, to leave by itself.
    explicit Commands(unsigned patienceMs);
    Commands(const Commands &) = delete;
    Commands &operator=(const Commands &) = delete;

    /// From here on there is no patience. Ends the program at once where the input has ended already.
    void endWithInput();

    /// Thread: the engine's. nullopt: the input has ended.
    [[nodiscard]] std::optional<Json> next();

    /// The same, but returns at once where nothing waits; hasEnded() tells why.
    [[nodiscard]] std::optional<Json> poll();
    [[nodiscard]] bool hasEnded() const { return m_ended; }

    /// Whether that command was called off since it was read.
    [[nodiscard]] bool isCancelled(int id) const { return m_cancelled == id; }

private:
    void read();
    void readToTheEnd();

    std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::deque<Json> m_waiting;
    std::atomic<bool> m_ended = false;
    std::atomic<unsigned> m_patienceMs;
    std::atomic<int> m_cancelled = -1; ///< the newest; ids only grow, and one command is at work at a time
};

} // namespace procdeck::helper
