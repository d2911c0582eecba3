// Adding a server that exists: by an address or field by field.

#include "resources/resources.h"
#include "tests/model/samples.h"
#include "tests/ui/texts.h"
#include "ui/adddialog.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace procdeck;
using namespace procdeck::test;
using namespace Qt::StringLiterals;

class TestAddDialog : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { initResources(); }
    void init();
    void startsInTheAddressLineAndWaitsForIt();
    void fillsTheFieldsFromAPastedAddress();
    void takesAnAddressWithoutTheEnginesName();
    void saysWhatIsWrongWithAnAddress();
    void writesTheAddressFromTheFields();
    void dropsTheAddressWhenAFieldIsWrong();
    void saysThatAnAddressIsInTheListAlready();
    void givesBackAServerWithTheOptionalName();
    void cutsNoTextAndNamesEveryWidget();

private:
    template <typename Widget> Widget *find(const QString &name) const
    {
        auto *found = m_dialog->findChild<Widget *>(name);
        Q_ASSERT(found);
        return found;
    }
    QPushButton *ok() const { return find<QPushButton>(u"addButton"_s); }
    QLineEdit *address() const { return find<QLineEdit>(u"addressField"_s); }
    QString problem() const;
    static void retype(QLineEdit *edit, const QString &text);
    void paste(const QString &text) const;

    std::unique_ptr<AddDialog> m_dialog;
};

void TestAddDialog::init()
{
    const auto nameOf = [](const ServerAddress &known) {
        return known.text == u"acme:meet://taken:1"_s ? u"bench-04"_s : QString();
    };
    m_dialog = std::make_unique<AddDialog>(sampleEngines(), nameOf);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
}

QString TestAddDialog::problem() const
{
    const auto *notice = find<QWidget>(u"addressProblem"_s);
    QString text;
    const auto labels = notice->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        text += label->text();
    return notice->isVisible() ? text : QString();
}

void TestAddDialog::retype(QLineEdit *edit, const QString &text)
{
    edit->setFocus();
    edit->selectAll();
    QTest::keyClick(edit, Qt::Key_Delete);
    QTest::keyClicks(edit, text);
}

void TestAddDialog::paste(const QString &text) const
{
    QGuiApplication::clipboard()->setText(text);
    address()->setFocus();
    address()->selectAll();
    QTest::keySequence(address(), QKeySequence::Paste);
}

void TestAddDialog::startsInTheAddressLineAndWaitsForIt()
{
    QVERIFY(address()->hasFocus());
    QVERIFY(!ok()->isEnabled());
    QCOMPARE(problem(), QString());
}

void TestAddDialog::fillsTheFieldsFromAPastedAddress()
{
    paste(u"solo:solo@box:77"_s);
    QCOMPARE(find<QComboBox>(u"engineCombo"_s)->currentData().toString(), u"solo"_s);
    QCOMPARE(find<QLineEdit>(u"hostField"_s)->text(), u"box"_s);
    QCOMPARE(find<QLineEdit>(u"portField"_s)->text(), u"77"_s);
    QVERIFY(ok()->isEnabled());
    paste(u"acme:pipe:/run/acme"_s);
    QCOMPARE(find<QComboBox>(u"engineCombo"_s)->currentData().toString(), u"acme"_s);
    QCOMPARE(find<QComboBox>(u"transportCombo"_s)->currentText(), u"Pipe"_s);
    QCOMPARE(find<QLineEdit>(u"pathField"_s)->text(), u"/run/acme"_s);
    QVERIFY(ok()->isEnabled());
}

void TestAddDialog::takesAnAddressWithoutTheEnginesName()
{
    paste(u"  meet://box:1234 "_s);
    QVERIFY(ok()->isEnabled());
    QCOMPARE(m_dialog->spec().address.text, u"acme:meet://box:1234"_s);
}

void TestAddDialog::saysWhatIsWrongWithAnAddress()
{
    retype(address(), u"nonsense"_s);
    QVERIFY2(problem().startsWith(u"“nonsense” is no address of a process server."_s), qPrintable(problem()));
    QVERIFY(!ok()->isEnabled());
    retype(address(), u"acme:meet://box:99999"_s);
    QVERIFY2(problem().startsWith(u"A port is a number from 1 to 65535."_s), qPrintable(problem()));
    QVERIFY(!ok()->isEnabled());
    retype(address(), {});
    QCOMPARE(problem(), QString());
    QVERIFY(!ok()->isEnabled());
}

void TestAddDialog::writesTheAddressFromTheFields()
{
    retype(find<QLineEdit>(u"hostField"_s), u"box"_s);
    QVERIFY(!ok()->isEnabled());
    retype(find<QLineEdit>(u"portField"_s), u"12"_s);
    QCOMPARE(address()->text(), u"acme:meet://box:12"_s);
    QVERIFY(ok()->isEnabled());
}

void TestAddDialog::dropsTheAddressWhenAFieldIsWrong()
{
    paste(u"meet://box:1234"_s);
    retype(find<QLineEdit>(u"portField"_s), u"x"_s);
    QCOMPARE(address()->text(), QString());
    QVERIFY(!ok()->isEnabled());
    const auto labels = find<QWidget>(u"portHint"_s)->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(),
                        [](const QLabel *label) { return label->text() == u"A port is a number from 1 to 65535."_s; }));
}

void TestAddDialog::saysThatAnAddressIsInTheListAlready()
{
    paste(u"meet://taken:1"_s);
    QCOMPARE(problem(), u"“bench-04” in the list has this address already."_s);
    QVERIFY(!ok()->isEnabled());
    retype(find<QLineEdit>(u"portField"_s), u"2"_s);
    QCOMPARE(problem(), QString());
    QVERIFY(ok()->isEnabled());
}

void TestAddDialog::givesBackAServerWithTheOptionalName()
{
    paste(u"meet://box:1234"_s);
    retype(find<QLineEdit>(u"nameField"_s), u"rig"_s);
    QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    QTest::keyClick(m_dialog.get(), Qt::Key_Return);
    QCOMPARE(accepted.count(), 1);
    const ServerSpec spec = m_dialog->spec();
    QVERIFY(!spec.id.isNull());
    QCOMPARE(spec.name, u"rig"_s);
    QCOMPARE(spec.address.text, u"acme:meet://box:1234"_s);
}

void TestAddDialog::cutsNoTextAndNamesEveryWidget()
{
    QTRY_COMPARE(cutTexts(m_dialog.get()), QString());
    QCOMPARE(namelessWidgets(m_dialog.get()), QString());
    retype(address(), u"nonsense that is so long that it has to be told in more than one line below the address"_s);
    QTRY_COMPARE(cutTexts(m_dialog.get()), QString());
}

QTEST_MAIN(TestAddDialog)
#include "tst_adddialog.moc"
