#pragma once
// Labels for text that may come from anywhere: never markup. Thread: GUI.

#include <QFrame>
#include <QLabel>

namespace procdeck {

/// Wraps, and can be selected and copied with mouse and keyboard.
class ValueLabel final : public QLabel {
    Q_OBJECT

public:
    explicit ValueLabel(QWidget *parent = nullptr);

    /// Keeps the selection when the text is the same.
    void showText(const QString &shown);
};

/// One line that is cut with an ellipsis where the place is short; the tooltip has the whole.
class ElidedLabel final : public QLabel {
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    void showText(const QString &shown);
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// An icon and a wrapped text beside it; hidden while the text is empty.
class Notice final : public QFrame {
    Q_OBJECT

public:
    enum class Look : quint8 { Framed, Plain };
    explicit Notice(Look look, QWidget *parent = nullptr);

    void showMessage(const QString &icon, const QString &text);
    [[nodiscard]] QString text() const { return m_text->text(); }

private:
    QLabel *m_icon;
    ValueLabel *m_text;
    QString m_iconName;
};

} // namespace procdeck
