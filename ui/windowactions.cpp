#include "ui/windowactions.h"

#include "model/phrases.h"
#include "ui/icons.h"

using namespace Qt::StringLiterals;

namespace procdeck {

namespace {

struct Look {
    QString name; ///< object name
    QString text; ///< in menus
    QString icon;
    QKeySequence keys;
    QString description; ///< tooltip while it can be used
};

QString withKeys(const QString &description, const QKeySequence &keys)
{
    const QString text = keys.isEmpty() ? description
                                        : WindowActions::tr("%1 (%2)", "description (shortcut)")
                                              .arg(description, keys.toString(QKeySequence::NativeText));
    return plainToolTip(text);
}

QAction *make(QObject *parent, const Look &look)
{
    auto *action = new QAction(look.text, parent);
    action->setObjectName(look.name);
    action->setIcon(themedIcon(look.icon));
    action->setShortcut(look.keys);
    action->setToolTip(withKeys(look.description, look.keys));
    action->setData(action->toolTip());
    action->setStatusTip({});
    return action;
}

QAction *makeOfServer(QObject *parent, ServerAction action)
{
    using W = WindowActions;
    switch (action) {
    case ServerAction::Connect:
        return make(parent, {u"connectAction"_s, W::tr("&Connect"), u"connect"_s, W::tr("Ctrl+K"),
                             W::tr("Become a client of the chosen server and list its processes")});
    case ServerAction::Disconnect:
        return make(parent, {u"disconnectAction"_s, W::tr("&Disconnect"), u"disconnect"_s, W::tr("Ctrl+D"),
                             W::tr("Stop being a client; the server and every debuggee stay as they are")});
    case ServerAction::End:
        return make(parent, {u"endAction"_s, W::tr("&End…"), u"end"_s, W::tr("Ctrl+E"),
                             W::tr("Ask the chosen server to shut down, and check that it did")});
    case ServerAction::Refresh:
        return make(parent,
                    {u"refreshAction"_s, W::tr("&Refresh"), u"refresh"_s, QKeySequence(Qt::Key_F5),
                     W::tr("List the processes again; without a connection, look whether the server is there")});
    case ServerAction::Wait:
        return make(parent, {u"waitAction"_s,
                             W::tr("&Wait for Its End"),
                             u"wait"_s,
                             {},
                             W::tr("Tell in the jobs when the chosen server has ended")});
    case ServerAction::Debug:
        return make(parent, {u"launchAction"_s,
                             W::tr("&Launch a Program…"),
                             u"session-debuggee"_s,
                             {},
                             W::tr("Run a program on the server's machine, under its debug engine")});
    case ServerAction::Remove:
        return make(parent, {u"removeAction"_s,
                             W::tr("Re&move from List…"),
                             u"remove"_s,
                             {},
                             W::tr("Forget the chosen server; the server itself goes on")});
    case ServerAction::Cancel:
        return make(parent, {u"cancelAction"_s, W::tr("C&ancel Its Jobs"), u"cancel"_s, W::tr("Ctrl+."),
                             W::tr("Cancel what is under way for the chosen server")});
    }
    Q_UNREACHABLE();
}

} // namespace

WindowActions::WindowActions(QObject *parent)
    : QObject(parent)
    , start(make(this, {u"startServerAction"_s, tr("&Start Server…"), u"start"_s, QKeySequence::New,
                        tr("Start a process server on this computer")}))
    , add(make(this, {u"addServerAction"_s, tr("&Add Server…"), u"add"_s, QKeySequence::Open,
                      tr("Add a server that exists already to the list")}))
    , findServer(make(this, {u"findServerAction"_s, tr("&Find Server"), u"search"_s, QKeySequence::Find,
                             tr("Search the list of servers")}))
    , findProcess(make(this, {u"findProcessAction"_s, tr("Find &Process"), u"search"_s, tr("Ctrl+Shift+F"),
                              tr("Search the processes of the chosen server")}))
    , clearJobs(make(
          this,
          {u"clearJobsAction"_s, tr("C&lear Finished Jobs"), {}, {}, tr("Take the jobs that are over off the list")}))
    , quit(make(this, {u"quitAction"_s,
                       tr("&Quit"),
                       {},
                       QKeySequence::Quit,
                       tr("Close Procdeck; servers that it started go on, but for those that were to end with it")}))
    , about(make(this, {u"aboutAction"_s, tr("&About Procdeck"), {}, {}, tr("Version of Procdeck")}))
{
    for (std::size_t action = 0; action < serverActionCount; ++action)
        m_ofServer[action] = makeOfServer(this, static_cast<ServerAction>(action));
    quit->setMenuRole(QAction::QuitRole);
    about->setMenuRole(QAction::AboutRole);
    of(ServerAction::Connect)->setPriority(QAction::HighPriority);
    showActions(actionsWithoutServer());
}

void WindowActions::showActions(const ServerActions &actions)
{
    for (std::size_t at = 0; at < serverActionCount; ++at) {
        const auto action = static_cast<ServerAction>(at);
        const QString note = plainToolTip(actions.note(action));
        of(action)->setEnabled(actions.enabled(action));
        of(action)->setToolTip(actions.enabled(action) ? of(action)->data().toString() + note
                                                       : plainToolTip(actions.whyNot(action)));
        of(action)->setWhatsThis(of(action)->data().toString() + note);
    }
}

} // namespace procdeck
