// What is remembered, and what is not believed.

#include "model/settings.h"

#include <QTemporaryDir>
#include <QTest>

using namespace procdeck;
using namespace Qt::StringLiterals;

class TestSettings : public QObject {
    Q_OBJECT

private slots:
    void givesDefaultsFirst();
    void remembersAcrossInstances();
    void givesTheDefaultForAValueThatDoesNotFit();
    void doesNotStoreAValueThatDoesNotFit();
    void givesEverySettingAKeyOfItsOwn();

private:
    [[nodiscard]] QString file() const { return m_folder.filePath(u"settings.ini"_s); }
    QTemporaryDir m_folder;
};

void TestSettings::givesDefaultsFirst()
{
    const Settings settings(m_folder.filePath(u"fresh.ini"_s));
    QCOMPARE(settings.value(Setting::LogLevel).toString(), u"info"_s);
    QVERIFY(settings.value(Setting::WindowGeometry).toByteArray().isEmpty());
}

void TestSettings::remembersAcrossInstances()
{
    {
        Settings settings(file());
        settings.set(Setting::LogLevel, u"debug"_s);
        settings.set(Setting::WindowGeometry, QByteArray("\x01\x02\x00\x03", 4));
    }
    const Settings settings(file());
    QCOMPARE(settings.value(Setting::LogLevel).toString(), u"debug"_s);
    QCOMPARE(settings.value(Setting::WindowGeometry).toByteArray(), QByteArray("\x01\x02\x00\x03", 4));
}

void TestSettings::givesTheDefaultForAValueThatDoesNotFit()
{
    {
        QSettings raw(file(), QSettings::IniFormat);
        raw.setValue(Settings::keyOf(Setting::LogLevel), u"chatty"_s);
        raw.setValue(Settings::keyOf(Setting::WindowState), 42);
    }
    const Settings settings(file());
    QCOMPARE(settings.value(Setting::LogLevel).toString(), u"info"_s);
    QVERIFY(settings.value(Setting::WindowState).toByteArray().isEmpty());
}

void TestSettings::doesNotStoreAValueThatDoesNotFit()
{
    Settings settings(file());
    settings.set(Setting::LogLevel, u"debug"_s);
    settings.set(Setting::LogLevel, u"chatty"_s);
    settings.set(Setting::WindowState, QByteArray(1'000'000, 'x'));
    QCOMPARE(settings.value(Setting::LogLevel).toString(), u"debug"_s);
    QVERIFY(settings.value(Setting::WindowState).toByteArray().isEmpty());
}

void TestSettings::givesEverySettingAKeyOfItsOwn()
{
    QSet<QString> keys;
    for (int at = 0; at <= int(Setting::LogLevel); ++at)
        keys.insert(Settings::keyOf(Setting(at)));
    QCOMPARE(keys.size(), int(Setting::LogLevel) + 1);
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
