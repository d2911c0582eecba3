#pragma once
// Either a value or an Error. Thread: none (value).

#include "backend/types/error.h"

#include <utility>
#include <variant>

namespace procdeck {

/// The value of an action that has nothing to return.
struct Nothing {
    bool operator==(const Nothing &) const = default;
};

template <typename T> class [[nodiscard]] Result {
public:
    // Implicit on purpose: `return value;` and `return Error{…};` are the only two ways to end a function.
    Result(T value)
        : m_content(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error)
        : m_content(std::in_place_index<1>, std::move(error))
    {
    }

    [[nodiscard]] bool ok() const { return m_content.index() == 0; }
    explicit operator bool() const { return ok(); }

    [[nodiscard]] const T &value() const & { return std::get<0>(m_content); }
    [[nodiscard]] T &value() & { return std::get<0>(m_content); }
    [[nodiscard]] T &&value() && { return std::get<0>(std::move(m_content)); }
    const T *operator->() const { return &std::get<0>(m_content); }
    const T &operator*() const & { return std::get<0>(m_content); }
    T &&operator*() && { return std::get<0>(std::move(m_content)); }

    [[nodiscard]] const Error &error() const { return std::get<1>(m_content); }

private:
    std::variant<T, Error> m_content;
};

} // namespace procdeck
