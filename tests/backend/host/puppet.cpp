// A program to be started, watched and ended, the same on every system.
//
//   puppet exit N      ends with that status
//   puppet sleep       does nothing for ten minutes
//   puppet answer      says what it was told on standard input and with which arguments, then does nothing
//   puppet keep FILE   runs a puppet that ends with it, which prints to that file; says its pid, then does nothing

#include "backend/host/host.h"

#include <QCoreApplication>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

namespace {

int keep(int argc, char **argv)
{
    using namespace Qt::StringLiterals;
    const QCoreApplication app(argc, argv);
    const auto host = procdeck::makeThisComputer();
    procdeck::RunRequest request{
        QCoreApplication::applicationFilePath(), {u"sleep"_s}, QString::fromLocal8Bit(argv[2])};
    request.endsWithUs = true;
    const auto kept = host->runDetached(request);
    if (!kept)
        return 1;
    std::printf("%lld\n", static_cast<long long>(kept->pid));
    std::fflush(stdout);
    std::this_thread::sleep_for(10min);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    const std::string verb = arguments.empty() ? "" : arguments.front();
    if (verb == "exit")
        return std::atoi(arguments.back().c_str());
    if (verb == "keep" && argc > 2)
        return keep(argc, argv);
    if (verb == "answer") {
        std::string text;
        for (std::string line; std::getline(std::cin, line);)
            text += "heard:" + line + '\n';
        for (const std::string &argument : arguments)
            text += "argument:" + argument + '\n';
        const char *variable = std::getenv("PROCDECK_PUPPET");
        text += std::string("variable:") + (variable ? variable : "none") + '\n';
        std::fputs(text.c_str(), stdout);
        std::fflush(stdout);
        std::fputs("oops\n", stderr);
        std::fflush(stderr);
    }
    std::this_thread::sleep_for(10min);
    return 0;
}
