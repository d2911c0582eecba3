#include "model/phrases.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace procdeck {

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(Phrases)
};

QString sourceText(EvidenceSource source)
{
    switch (source) {
    case EvidenceSource::None:
        break;
    case EvidenceSource::ProcessTable:
        return Tr::tr("list of processes");
    case EvidenceSource::SocketTable:
        return Tr::tr("list of sockets");
    case EvidenceSource::Handshake:
        return Tr::tr("handshake");
    case EvidenceSource::Answer:
        return Tr::tr("answer of the server");
    case EvidenceSource::Connection:
        return Tr::tr("connection");
    case EvidenceSource::Request:
        return Tr::tr("request");
    }
    return {};
}

} // namespace

QString summaryText(const ServerCounts &counts)
{
    if (counts.total == 0)
        return Tr::tr("No servers");
    QString text = counts.total == 1 ? Tr::tr("1 server") : Tr::tr("%n servers", nullptr, counts.total);
    if (counts.connected > 0)
        text = Tr::tr("%1, %2 connected", "12 servers, 3 connected").arg(text).arg(counts.connected);
    if (counts.attention == 1)
        text = Tr::tr("%1, 1 needs attention").arg(text);
    else if (counts.attention > 1)
        text = Tr::tr("%1, %2 need attention").arg(text).arg(counts.attention);
    return text;
}

QString agoText(const QDateTime &when, const QDateTime &now)
{
    constexpr qint64 minute = 60;
    constexpr qint64 hour = 60 * minute;
    constexpr qint64 day = 24 * hour;
    const qint64 seconds = when.secsTo(now);
    if (!when.isValid())
        return Tr::tr("never");
    if (seconds < 5)
        return Tr::tr("just now");
    if (seconds < minute)
        return Tr::tr("%1 s ago").arg(seconds);
    if (seconds < hour)
        return Tr::tr("%1 min ago").arg(seconds / minute);
    if (seconds < day)
        return Tr::tr("%1 h ago").arg(seconds / hour);
    return QLocale().toString(when.toLocalTime(), QLocale::ShortFormat);
}

QString clause(const QString &sentence)
{
    return sentence.endsWith(u'.') ? sentence.chopped(1) : sentence;
}

QString evidenceText(const Evidence &evidence, const QDateTime &now)
{
    if (evidence.source == EvidenceSource::None)
        return Tr::tr("nothing was looked at yet");
    return Tr::tr("%1 (%2, %3)", "what was seen (how, when)")
        .arg(clause(evidence.what), sourceText(evidence.source), agoText(evidence.when, now));
}

QString displayName(const ServerSpec &spec)
{
    if (!spec.name.isEmpty())
        return spec.name;
    return spec.address.text.isEmpty() ? Tr::tr("New server") : spec.address.text;
}

QString sessionsText(qsizetype count)
{
    if (count == 0)
        return Tr::tr("no sessions");
    return count == 1 ? Tr::tr("1 session") : Tr::tr("%n sessions", nullptr, static_cast<int>(count));
}

QString processesText(int count)
{
    return count == 1 ? Tr::tr("1 process") : Tr::tr("%n processes", nullptr, count);
}

QString plainToolTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    return u"<p style='white-space:pre-wrap'>"_s + text.toHtmlEscaped() + u"</p>"_s;
}

} // namespace procdeck
