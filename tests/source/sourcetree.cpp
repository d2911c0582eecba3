#include "tests/source/sourcetree.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace procdeck::test {

QList<SourceFile> sourceFiles()
{
    const QDir root(QStringLiteral(PROCDECK_SOURCE_DIR));
    QList<SourceFile> files;
    for (const QString &room : {u"app"_s, u"ui"_s, u"model"_s, u"backend"_s, u"resources"_s, u"tests"_s}) {
        QDirIterator entries(root.filePath(room), {u"*.h"_s, u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (entries.hasNext()) {
            QFile file(entries.next());
            if (file.open(QIODevice::ReadOnly))
                files << SourceFile{root.relativeFilePath(file.fileName()), QString::fromUtf8(file.readAll())};
        }
    }
    return files;
}

QString withoutComments(const QString &text)
{
    enum class In : quint8 { Code, String, Character, Line, Block };
    QString code = text;
    In in = In::Code;
    for (qsizetype i = 0; i < code.size(); ++i) {
        const QChar now = code.at(i);
        const QChar next = i + 1 < code.size() ? code.at(i + 1) : QChar();
        const bool quoting = in == In::String || in == In::Character;
        if (quoting && now == u'\\') {
            ++i;
        } else if (in == In::Code && now == u'"') {
            in = In::String;
        } else if (in == In::String && now == u'"') {
            in = In::Code;
        } else if (in == In::Code && now == u'\'' &&
                   (i == 0 || !code.at(i - 1).isLetterOrNumber() || code.at(i - 1) == u'u')) {
            in = In::Character; // and not the separator in 10'000
        } else if (in == In::Character && now == u'\'') {
            in = In::Code;
        } else if (in == In::Code && now == u'/' && (next == u'/' || next == u'*')) {
            in = next == u'/' ? In::Line : In::Block;
            code[i] = u' ';
        } else if (in == In::Line && now == u'\n') {
            in = In::Code;
        } else if (in == In::Block && now == u'*' && next == u'/') {
            code[i] = u' ';
            code[i + 1] = u' ';
            in = In::Code;
        } else if ((in == In::Line || in == In::Block) && now != u'\n') {
            code[i] = u' ';
        }
    }
    return code;
}

QList<Include> includesOf(const QString &text)
{
    static const QRegularExpression pattern(u"^\\s*#\\s*include\\s*([\"<])([^\">]+)"_s);
    QList<Include> includes;
    int number = 0;
    for (const QString &line : text.split(u'\n')) {
        ++number;
        if (const auto match = pattern.match(line); match.hasMatch())
            includes << Include{match.captured(2), number, match.captured(1) == u"<"};
    }
    return includes;
}

} // namespace procdeck::test
