// Starting a server: what the dialog asks, refuses and gives back.

#include "resources/resources.h"
#include "tests/model/samples.h"
#include "tests/ui/texts.h"
#include "ui/startdialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace procdeck;
using namespace procdeck::test;
using namespace Qt::StringLiterals;

class TestStartDialog : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { initResources(); }
    void init();
    void offersTheDefaultsOfTheFirstEngineThatCanStart();
    void saysWhatIsWrongBelowTheField();
    void showsWhereTheServerListensWhileTyping();
    void greysOutAnEngineWhoseProgramIsMissing();
    void startsAnExposedServerOnlyWithConsent();
    void asksForConsentToAnAddressThatOthersReach();
    void keepsWhatWasTypedWhenTheEngineChanges();
    void givesBackWhatWasChosen();
    void cutsNoTextAndNamesEveryWidget_data();
    void cutsNoTextAndNamesEveryWidget();

private:
    template <typename Widget> Widget *find(const QString &name) const
    {
        auto *found = m_dialog->findChild<Widget *>(name);
        Q_ASSERT(found);
        return found;
    }
    QPushButton *ok() const { return find<QPushButton>(u"startButton"_s); }
    QLineEdit *port() const { return find<QLineEdit>(u"portField"_s); }
    QString hintOf(const QString &name) const;
    void choose(const QString &engine) const;
    static void retype(QLineEdit *edit, const QString &text);

    std::unique_ptr<StartDialog> m_dialog;
};

void TestStartDialog::init()
{
    m_dialog = std::make_unique<StartDialog>(sampleEngines());
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
}

QString TestStartDialog::hintOf(const QString &name) const
{
    QString text;
    const auto labels = find<QWidget>(name)->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        text += label->text();
    return text;
}

void TestStartDialog::choose(const QString &engine) const
{
    auto *combo = find<QComboBox>(u"engineCombo"_s);
    combo->setCurrentIndex(combo->findData(engine));
}

void TestStartDialog::retype(QLineEdit *edit, const QString &text)
{
    edit->setFocus();
    edit->selectAll();
    QTest::keyClick(edit, Qt::Key_Delete);
    QTest::keyClicks(edit, text);
}

void TestStartDialog::offersTheDefaultsOfTheFirstEngineThatCanStart()
{
    QCOMPARE(find<QComboBox>(u"engineCombo"_s)->currentText(), u"Acme server"_s);
    QCOMPARE(find<QLineEdit>(u"hostField"_s)->text(), u"127.0.0.1"_s);
    QCOMPARE(port()->text(), u"0"_s);
    QVERIFY(ok()->isEnabled());
    QVERIFY(!find<QWidget>(u"exposureNotice"_s)->isVisible());
    QVERIFY(!find<QWidget>(u"missingNotice"_s)->isVisible());
}

void TestStartDialog::saysWhatIsWrongBelowTheField()
{
    QCOMPARE(hintOf(u"portHint"_s), u"0 takes any free port."_s);
    retype(port(), u"70000"_s);
    QCOMPARE(hintOf(u"portHint"_s), u"A port is a number from 1 to 65535, or 0 for any free one."_s);
    QVERIFY(!ok()->isEnabled());
    QVERIFY(ok()->toolTip().contains(u"A port is a number"_s));
    retype(port(), u"7000"_s);
    QCOMPARE(hintOf(u"portHint"_s), u"0 takes any free port."_s);
    QVERIFY(ok()->isEnabled());
}

void TestStartDialog::showsWhereTheServerListensWhileTyping()
{
    auto *preview = find<QLabel>(u"listenPreview"_s);
    QCOMPARE(preview->text(), u"meet://127.0.0.1:0"_s);
    retype(port(), u"7000"_s);
    QCOMPARE(preview->text(), u"meet://127.0.0.1:7000"_s);
    retype(port(), u"x"_s);
    QVERIFY(!preview->text().contains(u"acme"_s));
}

void TestStartDialog::greysOutAnEngineWhoseProgramIsMissing()
{
    choose(u"absent"_s);
    QVERIFY(!ok()->isEnabled());
    QVERIFY(find<QWidget>(u"missingNotice"_s)->isVisible());
    QCOMPARE(hintOf(u"missingNotice"_s),
             u"The program absent-server is not installed.\nInstall it with: sudo apt install absent"_s);
    choose(u"acme"_s);
    QVERIFY(ok()->isEnabled());
    QVERIFY(!find<QWidget>(u"missingNotice"_s)->isVisible());
}

void TestStartDialog::startsAnExposedServerOnlyWithConsent()
{
    choose(u"solo"_s);
    auto *consent = find<QCheckBox>(u"exposureConsent"_s);
    QVERIFY(find<QWidget>(u"exposureNotice"_s)->isVisible());
    QVERIFY(hintOf(u"exposureNotice"_s).contains(u"every network interface"_s));
    QVERIFY(consent->isVisible());
    QVERIFY(!ok()->isEnabled());
    QTest::keyClick(m_dialog.get(), Qt::Key_Return);
    QVERIFY2(m_dialog->isVisible(), "Enter gets round the consent");
    consent->setFocus();
    QTest::keyClick(consent, Qt::Key_Space);
    QVERIFY(ok()->isEnabled());
    QVERIFY(std::get<StartServer>(m_dialog->command().verb).exposureAllowed);
    choose(u"acme"_s);
    choose(u"solo"_s);
    QVERIFY2(!ok()->isEnabled(), "consent is given anew for each choice");
}

void TestStartDialog::asksForConsentToAnAddressThatOthersReach()
{
    auto *host = find<QLineEdit>(u"hostField"_s);
    auto *consent = find<QCheckBox>(u"exposureConsent"_s);
    retype(host, u"0.0.0.0"_s);
    QVERIFY(consent->isVisible());
    QVERIFY(!ok()->isEnabled());
    consent->click();
    QVERIFY(ok()->isEnabled());
    retype(host, u"127.0.0.1"_s);
    QVERIFY(!consent->isVisible());
    QVERIFY(ok()->isEnabled());
    QVERIFY(!std::get<StartServer>(m_dialog->command().verb).exposureAllowed);
}

void TestStartDialog::keepsWhatWasTypedWhenTheEngineChanges()
{
    retype(port(), u"7000"_s);
    choose(u"solo"_s);
    QCOMPARE(port()->text(), u"7000"_s);
    choose(u"acme"_s);
    QCOMPARE(port()->text(), u"7000"_s);
}

void TestStartDialog::givesBackWhatWasChosen()
{
    retype(port(), u"7000"_s);
    retype(find<QLineEdit>(u"nameField"_s), u" bench-04 "_s);
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    QTest::mouseClick(ok(), Qt::LeftButton);
    QCOMPARE(accepted.count(), 1);
    const Command command = m_dialog->command();
    const auto verb = std::get<StartServer>(command.verb);
    QVERIFY(!command.server.id.isNull());
    QCOMPARE(command.server.name, u"bench-04"_s);
    QCOMPARE(verb.engine, u"acme"_s);
    QCOMPARE(verb.name, u"bench-04"_s);
    QCOMPARE(verb.listen, (FieldValues{u"tcp"_s, {{u"host"_s, u"127.0.0.1"_s}, {u"port"_s, u"7000"_s}}}));
    QVERIFY(!verb.exposureAllowed);
    QVERIFY(!verb.endsWithUs); // a server outlives Procdeck unless the operator wants otherwise
    QTest::mouseClick(find<QCheckBox>(u"endsWithUsBox"_s), Qt::LeftButton, {}, QPoint(8, 8));
    QVERIFY(std::get<StartServer>(m_dialog->command().verb).endsWithUs);
}

void TestStartDialog::cutsNoTextAndNamesEveryWidget_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<QString>("typed");
    QTest::newRow("plain") << u"acme"_s << u"0"_s;
    QTest::newRow("wrong port") << u"acme"_s << u"99999"_s;
    QTest::newRow("exposed") << u"solo"_s << u"0"_s;
    QTest::newRow("missing") << u"absent"_s << u"0"_s;
}

void TestStartDialog::cutsNoTextAndNamesEveryWidget()
{
    QFETCH(QString, engine);
    QFETCH(QString, typed);
    choose(engine);
    retype(port(), typed);
    QTRY_COMPARE(cutTexts(m_dialog.get()), QString());
    QCOMPARE(namelessWidgets(m_dialog.get()), QString());
}

QTEST_MAIN(TestStartDialog)
#include "tst_startdialog.moc"
