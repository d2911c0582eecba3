#include "backend/host/interruptwatch.h"

#include <QSocketNotifier>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace procdeck {

namespace {

// A signal handler can reach nothing but globals. Not a signalfd: that needs the signals blocked in every thread,
// and the servers that are started would inherit the mask.
int wakeUpPipe[2] = {-1, -1};

void wakeUp(int)
{
    const char byte = 1;
    // A full pipe has been told already.
    [[maybe_unused]] const auto written = write(wakeUpPipe[1], &byte, 1);
}

void handle(void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

} // namespace

/// Reads the pipe that the handler writes to.
class InterruptWatch::Source final {
    Q_DISABLE_COPY_MOVE(Source)

public:
    explicit Source(InterruptWatch *watch)
    {
        Q_ASSERT(wakeUpPipe[0] < 0);
        if (pipe2(wakeUpPipe, O_CLOEXEC | O_NONBLOCK) != 0)
            return;
        m_notifier = std::make_unique<QSocketNotifier>(wakeUpPipe[0], QSocketNotifier::Read);
        connect(m_notifier.get(), &QSocketNotifier::activated, watch, [watch] {
            char bytes[16];
            while (read(wakeUpPipe[0], bytes, sizeof bytes) > 0) {
            }
            emit watch->interrupted();
        });
        handle(&wakeUp);
    }
    ~Source()
    {
        handle(SIG_DFL);
        m_notifier.reset();
        for (int &end : wakeUpPipe) {
            if (end >= 0)
                close(end);
            end = -1;
        }
    }

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

InterruptWatch::InterruptWatch()
    : m_source(std::make_unique<Source>(this))
{
}

InterruptWatch::~InterruptWatch() = default;

} // namespace procdeck
