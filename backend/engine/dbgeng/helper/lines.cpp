#include "backend/engine/dbgeng/helper/lines.h"

#include "backend/engine/dbgeng/helper/leave.h"

#include <windows.h>

#include <string>
#include <thread>

namespace procdeck::helper {

namespace {

constexpr size_t longestLine = 1024 * 1024;

bool readSome(std::string &buffer)
{
    char bytes[4096];
    DWORD got = 0;
    if (!ReadFile(GetStdHandle(STD_INPUT_HANDLE), bytes, sizeof bytes, &got, nullptr) || got == 0)
        return false;
    buffer.append(bytes, got);
    return buffer.size() <= longestLine;
}

} // namespace

void say(const Json &message)
{
    static std::mutex mutex;
    const std::string line = message.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
    const std::lock_guard lock(mutex);
    size_t sent = 0;
    while (sent < line.size()) {
        DWORD written = 0;
        if (!WriteFile(GetStdHandle(STD_OUTPUT_HANDLE), line.data() + sent, static_cast<DWORD>(line.size() - sent),
                       &written, nullptr))
            return; // nobody reads any more; the end of the input follows
        sent += written;
    }
}

Commands::Commands(unsigned patienceMs)
    : m_patienceMs(patienceMs)
{
    // Detached on purpose: it stands in a read that nothing can interrupt, and the process ends around it.
    std::thread([this] { read(); }).detach();
}

void Commands::endWithInput()
{
    m_patienceMs = 0;
    if (m_ended) // and the reading thread may have looked for the patience before
        leave(0);
}

std::optional<Json> Commands::next()
{
    std::unique_lock lock(m_mutex);
    m_arrived.wait(lock, [this] { return !m_waiting.empty() || m_ended; });
    if (m_waiting.empty())
        return std::nullopt;
    Json command = std::move(m_waiting.front());
    m_waiting.pop_front();
    return command;
}

std::optional<Json> Commands::poll()
{
    const std::lock_guard lock(m_mutex);
    if (m_waiting.empty())
        return std::nullopt;
    Json command = std::move(m_waiting.front());
    m_waiting.pop_front();
    return command;
}

void Commands::read()
{
    readToTheEnd();
    {
        const std::lock_guard lock(m_mutex);
        m_ended = true;
        m_arrived.notify_all();
    }
    Sleep(m_patienceMs);
    leave(0);
}

void Commands::readToTheEnd()
{
    std::string buffer;
    do {
        for (size_t end = buffer.find('\n'); end != std::string::npos; end = buffer.find('\n')) {
            Json command = Json::parse(buffer.substr(0, end), nullptr, false);
            buffer.erase(0, end + 1);
            if (!command.is_object())
                continue;
            const std::string verb = command.value("do", "");
            if (verb == "quit")
                return;
            if (verb == "cancel") {
                m_cancelled = command.value("of", -1);
                continue;
            }
            const std::lock_guard lock(m_mutex);
            m_waiting.push_back(std::move(command));
            m_arrived.notify_all();
        }
    } while (readSome(buffer));
}

} // namespace procdeck::helper
