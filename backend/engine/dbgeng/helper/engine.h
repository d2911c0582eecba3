#pragma once
// Microsoft's debug engine, loaded at run time. Thread: the one that calls load(), for everything (a client belongs to
// the thread that created it).
//
// All DLLs come from one folder, by full path, dbghelp.dll first: an older dbghelp.dll that is in the process already makes
// dbgeng.dll fail with 0x8007053D.
// Source: dbgeng.h of the Windows SDK; behaviour seen on dbgeng 10.0.29507 under Wine 8.

#include <windows.h>

#include <dbgeng.h>

#include <string>

namespace procdeck::helper {

/// What a call of the engine returned.
struct Outcome {
    HRESULT code = S_OK;
    const char *call = ""; ///< "ConnectProcessServer"

    [[nodiscard]] bool ok() const { return SUCCEEDED(code); }
};

class Engine final {
public:
    Engine() = default;
    Engine(const Engine &) = delete;
    Engine &operator=(const Engine &) = delete;
    ~Engine();

    [[nodiscard]] Outcome load(const std::wstring &folder);

    [[nodiscard]] IDebugClient4 &client() const { return *m_client; }
    [[nodiscard]] IDebugControl &control() const { return *m_control; }
    [[nodiscard]] IDebugSystemObjects &systemObjects() const { return *m_systemObjects; }
    [[nodiscard]] const std::string &version() const { return m_version; } ///< of dbgeng.dll: "10.0.29507.1001"

private:
    IDebugClient4 *m_client = nullptr;
    IDebugControl *m_control = nullptr;
    IDebugSystemObjects *m_systemObjects = nullptr;
    std::string m_version;
};

/// Windows' own words for a code, without the line end; empty: it has none.
[[nodiscard]] std::string systemText(HRESULT code);

[[nodiscard]] std::wstring widened(const std::string &utf8);
[[nodiscard]] std::string narrowed(const std::wstring &text); ///< to UTF-8

} // namespace procdeck::helper
