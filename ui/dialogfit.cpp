#include "ui/dialogfit.h"

#include <QDialog>
#include <QLayout>
#include <QTimer>

#include <algorithm>

namespace procdeck {

namespace {
constexpr int widthInCharacters = 88;
}

void fitDialogHeight(QDialog *dialog)
{
    // By a timer: it fires after the posted requests by which nested layouts tell each other that something changed.
    QTimer::singleShot(0, dialog, [dialog] {
        QLayout *layout = dialog->layout();
        if (!layout)
            return;
        layout->activate();
        const int width = std::max({dialog->width(), layout->totalMinimumSize().width(),
                                    dialog->fontMetrics().averageCharWidth() * widthInCharacters});
        const int height =
            layout->hasHeightForWidth() ? layout->totalHeightForWidth(width) : layout->totalSizeHint().height();
        dialog->resize(width, height);
    });
}

} // namespace procdeck
