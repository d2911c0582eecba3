#include <initguid.h> // before dbgeng.h, in this one file: the interface ids are in no library

#include "backend/engine/dbgeng/helper/engine.h"

#include <vector>

namespace procdeck::helper {

namespace {

std::string versionOf(const std::wstring &file)
{
    DWORD ignored = 0;
    const DWORD size = GetFileVersionInfoSizeW(file.c_str(), &ignored);
    std::vector<char> block(size);
    VS_FIXEDFILEINFO *info = nullptr;
    UINT length = 0;
    if (size == 0 || !GetFileVersionInfoW(file.c_str(), 0, size, block.data()) ||
        !VerQueryValueW(block.data(), L"\\", reinterpret_cast<void **>(&info), &length))
        return {};
    return std::to_string(HIWORD(info->dwFileVersionMS)) + '.' + std::to_string(LOWORD(info->dwFileVersionMS)) + '.' +
           std::to_string(HIWORD(info->dwFileVersionLS)) + '.' + std::to_string(LOWORD(info->dwFileVersionLS));
}

} // namespace

Engine::~Engine()
{
    if (m_systemObjects)
        m_systemObjects->Release();
    if (m_control)
        m_control->Release();
    if (m_client)
        m_client->Release();
}

Outcome Engine::load(const std::wstring &folder)
{
    HMODULE engine = nullptr;
    for (const wchar_t *name : {L"dbghelp.dll", L"dbgcore.dll", L"dbgmodel.dll", L"dbgeng.dll"}) {
        const std::wstring file = folder + L'\\' + name;
        engine = LoadLibraryExW(file.c_str(), nullptr, LOAD_WITH_ALTERED_SEARCH_PATH);
        // Older releases have no dbgcore or dbgmodel; without the last one there is no engine.
        if (!engine && name == std::wstring(L"dbgeng.dll"))
            return {HRESULT_FROM_WIN32(GetLastError()), "LoadLibrary"};
    }
    m_version = versionOf(folder + L"\\dbgeng.dll");
    using Create = HRESULT(STDAPICALLTYPE *)(REFIID, void **);
    const auto create = reinterpret_cast<Create>(reinterpret_cast<void *>(GetProcAddress(engine, "DebugCreate")));
    if (!create)
        return {HRESULT_FROM_WIN32(GetLastError()), "GetProcAddress"};
    const HRESULT created = create(IID_IDebugClient4, reinterpret_cast<void **>(&m_client));
    if (FAILED(created))
        return {created, "DebugCreate"};
    HRESULT found = m_client->QueryInterface(IID_IDebugControl, reinterpret_cast<void **>(&m_control));
    if (SUCCEEDED(found))
        found = m_client->QueryInterface(IID_IDebugSystemObjects, reinterpret_cast<void **>(&m_systemObjects));
    return {found, "QueryInterface"};
}

std::string systemText(HRESULT code)
{
    wchar_t *text = nullptr;
    const DWORD length =
        FormatMessageW(FORMAT_MESSAGE_ALLOCATE_BUFFER | FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS |
                           FORMAT_MESSAGE_MAX_WIDTH_MASK,
                       nullptr, static_cast<DWORD>(code), 0, reinterpret_cast<wchar_t *>(&text), 0, nullptr);
    std::wstring said(text ? text : L"", length);
    LocalFree(text);
    while (!said.empty() && said.back() <= L' ')
        said.pop_back();
    return narrowed(said);
}

std::wstring widened(const std::string &utf8)
{
    const int size = MultiByteToWideChar(CP_UTF8, 0, utf8.data(), static_cast<int>(utf8.size()), nullptr, 0);
    std::wstring text(static_cast<size_t>(size), L'\0');
    MultiByteToWideChar(CP_UTF8, 0, utf8.data(), static_cast<int>(utf8.size()), text.data(), size);
    return text;
}

std::string narrowed(const std::wstring &text)
{
    const int size =
        WideCharToMultiByte(CP_UTF8, 0, text.data(), static_cast<int>(text.size()), nullptr, 0, nullptr, nullptr);
    std::string utf8(static_cast<size_t>(size), '\0');
    WideCharToMultiByte(CP_UTF8, 0, text.data(), static_cast<int>(text.size()), utf8.data(), size, nullptr, nullptr);
    return utf8;
}

} // namespace procdeck::helper
