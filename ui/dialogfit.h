#pragma once
// Dialogs whose rows come and go. Thread: GUI.

class QDialog;

namespace procdeck {

/// Makes the dialog as high as its wrapped texts need at its width: once the event loop runs again, as often as asked.
void fitDialogHeight(QDialog *dialog);

} // namespace procdeck
