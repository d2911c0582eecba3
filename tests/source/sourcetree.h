#pragma once
// The project's own source files, as text. Thread: any.

#include <QList>
#include <QString>
#include <QStringList>

namespace procdeck::test {

struct SourceFile {
    QString path; ///< from the root of the project: "backend/rsp/rspclient.h"
    QString text;
};

[[nodiscard]] QList<SourceFile> sourceFiles();

/// The same text with every comment, and the inside of every string literal if wanted, turned into spaces: line numbers stay.
[[nodiscard]] QString withoutComments(const QString &text);

/// What stands between quotes in #include "…", with its line number.
struct Include {
    QString path;
    int line = 0;
    bool system = false; ///< <…>
};
[[nodiscard]] QList<Include> includesOf(const QString &text);

} // namespace procdeck::test
