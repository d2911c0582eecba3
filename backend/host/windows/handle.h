#pragma once
// A handle of Windows' that closes itself. Thread: any.

#include <utility>
#include <windows.h>

namespace procdeck::windowshost {

class Handle final {
public:
    Handle() = default;
    /// Both values that Windows uses for "none" make an invalid one.
    explicit Handle(HANDLE handle)
        : m_handle(handle == INVALID_HANDLE_VALUE ? nullptr : handle)
    {
    }
    Handle(Handle &&other) noexcept
        : m_handle(std::exchange(other.m_handle, nullptr))
    {
    }
    Handle &operator=(Handle &&other) noexcept
    {
        std::swap(m_handle, other.m_handle);
        return *this;
    }
    Handle(const Handle &) = delete;
    Handle &operator=(const Handle &) = delete;
    ~Handle()
    {
        if (m_handle)
            CloseHandle(m_handle);
    }

    [[nodiscard]] HANDLE get() const { return m_handle; }
    [[nodiscard]] bool valid() const { return m_handle != nullptr; }

private:
    HANDLE m_handle = nullptr;
};

} // namespace procdeck::windowshost
