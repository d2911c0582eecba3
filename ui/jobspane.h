#pragma once
// The jobs, newest first, and what the chosen one has to say: its step while it is under way, message, hint and details
// of a failure. Thread: GUI.

#include "model/jobmodel.h"

#include <QWidget>

class QPlainTextEdit;
class QPushButton;
class QScrollArea;
class QTimer;
class QTreeView;

namespace procdeck {

class Notice;
class ValueLabel;

class JobsPane final : public QWidget {
    Q_OBJECT

public:
    explicit JobsPane(JobModel &model, QWidget *parent = nullptr);

    void select(JobId job);
    [[nodiscard]] QSize sizeHint() const override;

signals:
    void cancelRequested(const QUuid &job);

private:
    [[nodiscard]] QWidget *makeList();
    [[nodiscard]] QWidget *makeDetails();
    [[nodiscard]] const JobSnapshot *current() const;
    void followNewest();
    void showCurrent();
    void copyCurrent() const;
    void cancelCurrent();

    JobModel &m_model;
    QTreeView *m_list;
    QScrollArea *m_details;
    ValueLabel *m_title;
    Notice *m_outcome;
    QPushButton *m_cancel;
    QPushButton *m_copy;
    QPushButton *m_more;
    QPlainTextEdit *m_detail;
    QTimer *m_ticker; ///< runs while a job is under way
};

} // namespace procdeck
