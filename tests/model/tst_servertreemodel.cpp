// The tree of servers, always under the model tester.

#include "model/serverfilter.h"
#include "model/servertreemodel.h"
#include "tests/model/samples.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace procdeck;
using namespace procdeck::test;
using namespace Qt::StringLiterals;

namespace {

/// The tree as lines, two spaces for each level.
QStringList printed(const QAbstractItemModel &model, const QModelIndex &parent = {}, const QString &indent = {})
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(parent); ++column)
            cells << model.index(row, column, parent).data().toString();
        cells.removeAll(QString());
        lines << indent + cells.join(u" | "_s);
        lines << printed(model, model.index(row, 0, parent), indent + u"  "_s);
    }
    return lines;
}

Session session(const QString &title, qint64 pid = 0)
{
    return {SessionKind::Debuggee, title, pid, {}};
}

} // namespace

class TestServerTreeModel : public QObject {
    Q_OBJECT

private slots:
    void init();
    void groupsServersByMachineWithThisComputerFirst();
    void showsStateAndSessions();
    void mergesSessions_data();
    void mergesSessions();
    void dropsAGroupWithItsLastServer();
    void movesAServerFoundOnThisComputerAndKeepsItChosen();
    void changesOneRowForOneChange();
    void givesToolTipsThatHideNoMarkup();
    void findsServersByAnyOfTheirWords();
    void sortsServersInsideTheirGroups();

private:
    ServerSpec add(const QString &name, const QString &host = u"127.0.0.1"_s);
    void setSessions(const ServerSpec &spec, const QList<Session> &sessions);

    std::unique_ptr<Inventory> m_inventory;
    std::unique_ptr<ServerTreeModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    int m_port = 1;
    quint32 m_revision = 1;
};

void TestServerTreeModel::init()
{
    m_tester.reset();
    m_model.reset();
    m_inventory = std::make_unique<Inventory>(sampleEngines());
    m_model = std::make_unique<ServerTreeModel>(*m_inventory);
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
}

ServerSpec TestServerTreeModel::add(const QString &name, const QString &host)
{
    const ServerSpec spec = sampleServer(name, host, m_port++);
    m_inventory->add(spec);
    return spec;
}

void TestServerTreeModel::setSessions(const ServerSpec &spec, const QList<Session> &sessions)
{
    ServerStatus status = sampleStatus(spec.id, Presence::Up, LinkState::Connected, ++m_revision);
    status.sessions = sessions;
    m_inventory->setStatus(status);
}

void TestServerTreeModel::groupsServersByMachineWithThisComputerFirst()
{
    add(u"far"_s, u"Rack-2"_s);
    add(u"near"_s, u"localhost"_s);
    add(u"far too"_s, u"rack-2"_s);
    QCOMPARE(printed(*m_model), (QStringList{u"This computer"_s, u"  near | Not checked"_s, u"rack-2"_s,
                                             u"  far | Not checked"_s, u"  far too | Not checked"_s}));
}

void TestServerTreeModel::showsStateAndSessions()
{
    const ServerSpec spec = add(u"bench"_s);
    setSessions(spec, {session(u"debuggee 4711"_s), session(u"debuggee 12"_s)});
    QCOMPARE(printed(*m_model), (QStringList{u"This computer"_s, u"  bench | Connected | 2"_s, u"    debuggee 4711"_s,
                                             u"    debuggee 12"_s}));
    const QModelIndex row = m_model->indexOf(spec.id);
    QCOMPARE(row.data(ServerTreeModel::IconRole).toString(), u"state-connected"_s);
    QCOMPARE(row.data(Qt::AccessibleTextRole).toString(), u"bench, Connected, 2 sessions"_s);
    QCOMPARE(m_model->index(0, 0, row).data(ServerTreeModel::ServerIdRole).toUuid(), spec.id);
}

void TestServerTreeModel::mergesSessions_data()
{
    QTest::addColumn<QStringList>("before");
    QTest::addColumn<QStringList>("after");
    QTest::newRow("first ones") << QStringList{} << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("one more at the end") << QStringList{u"a"_s} << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("one more in front") << QStringList{u"b"_s} << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("one in the middle goes") << QStringList{u"a"_s, u"b"_s, u"c"_s} << QStringList{u"a"_s, u"c"_s};
    QTest::newRow("all change") << QStringList{u"a"_s, u"b"_s} << QStringList{u"c"_s, u"d"_s, u"e"_s};
    QTest::newRow("reordered") << QStringList{u"a"_s, u"b"_s, u"c"_s} << QStringList{u"c"_s, u"a"_s, u"b"_s};
    QTest::newRow("twice the same") << QStringList{u"a"_s} << QStringList{u"a"_s, u"a"_s};
    QTest::newRow("all go") << QStringList{u"a"_s, u"b"_s} << QStringList{};
}

void TestServerTreeModel::mergesSessions()
{
    QFETCH(QStringList, before);
    QFETCH(QStringList, after);
    const ServerSpec spec = add(u"bench"_s);
    const auto titles = [this, &spec] {
        QStringList shown;
        const QModelIndex server = m_model->indexOf(spec.id);
        for (int row = 0; row < m_model->rowCount(server); ++row)
            shown << m_model->index(row, 0, server).data().toString();
        return shown;
    };
    for (const QStringList &wanted : {before, after}) {
        QList<Session> sessions;
        for (const QString &title : wanted)
            sessions << session(title);
        setSessions(spec, sessions);
        QCOMPARE(titles(), wanted);
    }
}

void TestServerTreeModel::dropsAGroupWithItsLastServer()
{
    const ServerSpec one = add(u"one"_s, u"rack"_s);
    const ServerSpec other = add(u"other"_s, u"rack"_s);
    m_inventory->remove(one.id);
    QCOMPARE(printed(*m_model), (QStringList{u"rack"_s, u"  other | Not checked"_s}));
    m_inventory->remove(other.id);
    QCOMPARE(m_model->rowCount(), 0);
    QVERIFY(!m_model->indexOf(one.id).isValid());
}

void TestServerTreeModel::movesAServerFoundOnThisComputerAndKeepsItChosen()
{
    ServerFilter filter;
    filter.setSourceModel(m_model.get());
    const QAbstractItemModelTester filterTester(&filter, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const ServerSpec spec = add(u"bench"_s, u"my-own-name"_s);
    add(u"other"_s, u"my-own-name"_s);
    const QPersistentModelIndex chosen = filter.mapFromSource(m_model->indexOf(spec.id));
    QCOMPARE(chosen.parent().data().toString(), u"my-own-name"_s);

    ServerStatus status = sampleStatus(spec.id, Presence::Up, LinkState::None);
    status.process = ProcessRef{4711, 1, {}};
    m_inventory->setStatus(status);
    QVERIFY(chosen.isValid());
    QCOMPARE(chosen.data().toString(), u"bench"_s);
    QCOMPARE(chosen.parent().data().toString(), u"This computer"_s);
    QCOMPARE(m_model->rowCount(), 2);
}

void TestServerTreeModel::changesOneRowForOneChange()
{
    QList<ServerSpec> specs;
    for (int at = 0; at < 1'000; ++at)
        specs << add(QString::number(at));
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    QSignalSpy layout(m_model.get(), &QAbstractItemModel::layoutChanged);
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    m_inventory->setStatus(sampleStatus(specs.at(500).id, Presence::Up, LinkState::None));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().at(0).toModelIndex(), m_model->indexOf(specs.at(500).id));
    QCOMPARE(changed.first().at(1).toModelIndex().row(), 500);
    QCOMPARE(layout.count() + reset.count(), 0);
}

void TestServerTreeModel::givesToolTipsThatHideNoMarkup()
{
    const ServerSpec spec = add(u"bench"_s);
    ServerStatus status = sampleStatus(spec.id, Presence::Up, LinkState::None);
    status.lastError = Error{ErrorCode::Garbage, u"<img src='x'> & more"_s, {}, {}};
    m_inventory->setStatus(status);
    const QString tip = m_model->indexOf(spec.id).data(Qt::ToolTipRole).toString();
    QVERIFY2(tip.contains(u"&lt;img src='x'&gt; &amp; more"_s), qPrintable(tip));
    QVERIFY2(!tip.contains(u"<img"_s), qPrintable(tip));
}

void TestServerTreeModel::findsServersByAnyOfTheirWords()
{
    ServerFilter filter;
    filter.setSourceModel(m_model.get());
    const QAbstractItemModelTester filterTester(&filter, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const ServerSpec bench = add(u"bench-04"_s);
    add(u"rig"_s, u"rack"_s);
    setSessions(bench, {session(u"debuggee"_s)});
    filter.setSearch(u"CONNECTED bench"_s);
    QCOMPARE(printed(filter), (QStringList{u"This computer"_s, u"  bench-04 | Connected | 1"_s, u"    debuggee"_s}));
    filter.setSearch(u"rack acme"_s);
    QCOMPARE(printed(filter), (QStringList{u"rack"_s, u"  rig | Not checked"_s}));
    filter.setSearch(u"nowhere"_s);
    QCOMPARE(filter.rowCount(), 0);
    filter.setSearch({});
    QCOMPARE(printed(filter), printed(*m_model));
}

void TestServerTreeModel::sortsServersInsideTheirGroups()
{
    ServerFilter filter;
    filter.setSourceModel(m_model.get());
    add(u"a"_s, u"zebra"_s);
    add(u"B"_s, u"ant"_s);
    add(u"c"_s, u"ant"_s);
    filter.sort(0, Qt::DescendingOrder);
    QCOMPARE(printed(filter), (QStringList{u"zebra"_s, u"  a | Not checked"_s, u"ant"_s, u"  c | Not checked"_s,
                                           u"  B | Not checked"_s}));
}

QTEST_GUILESS_MAIN(TestServerTreeModel)
#include "tst_servertreemodel.moc"
