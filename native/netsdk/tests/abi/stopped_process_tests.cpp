#include "tests/abi/watchdog.h"

#include <csignal>
#include <doctest/doctest.h>
#include <fcntl.h>
#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

using namespace netsdk::test;

namespace {

/// watchdog_child.cpp as a process; killed at the end.
class Child {
public:
    Child(int port, const std::string& what)
    {
        int in[2], out[2];
        REQUIRE(::pipe2(in, O_CLOEXEC) == 0);
        REQUIRE(::pipe2(out, O_CLOEXEC) == 0);
        posix_spawn_file_actions_t actions;
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
        ::posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
        std::string program = NETSDK_WATCHDOG_CHILD, at = std::to_string(port), trip = std::to_string(trip_ms),
                    does = what;
        char* const arguments[] = {program.data(), at.data(), trip.data(), does.data(), nullptr};
        const int failed = ::posix_spawn(&id_, program.c_str(), &actions, nullptr, arguments, environ);
        ::posix_spawn_file_actions_destroy(&actions);
        ::close(in[0]);
        ::close(out[1]);
        input_ = in[1];
        output_ = out[0];
        REQUIRE(failed == 0);
    }
    ~Child()
    {
        ::kill(id_, SIGKILL);
        ::waitpid(id_, nullptr, 0);
        ::close(input_);
        ::close(output_);
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    /// What it says first.
    [[nodiscard]] std::string word() const
    {
        std::string word;
        char letter = 0;
        while (::read(output_, &letter, 1) == 1 && letter != '\n')
            word += letter;
        return word;
    }
    void stop() const
    {
        int status = 0;
        REQUIRE(::kill(id_, SIGSTOP) == 0);
        REQUIRE(::waitpid(id_, &status, WUNTRACED) == id_);
        REQUIRE(WIFSTOPPED(status));
    }
    void go_on() const { REQUIRE(::kill(id_, SIGCONT) == 0); }

    static constexpr unsigned trip_ms = 1000;

private:
    pid_t id_ = -1;
    int input_ = -1;
    int output_ = -1;
};

/// Lets at least so much time pass on the clock that the watchdog goes by.
void wait_boot(std::uint64_t milliseconds)
{
    const auto until = NETSDK_OPEN_BootNow() + milliseconds * 1'000'000;
    CHECK(eventually([&] { return NETSDK_OPEN_BootNow() > until; }));
}

} // namespace

TEST_CASE("a_process_that_was_stopped_for_longer_than_the_watchdog_allows_sends_no_byte_when_it_goes_on")
{
    for (const std::string what : {"beat", "logout", "stop", "open", "login"}) {
        CAPTURE(what);
        LoopbackDevice device({});
        const Child child(device.port(), what);
        REQUIRE(child.word() == "in");
        const auto& counts = device.counts();
        REQUIRE(eventually([&] { return counts.keep_alives > 10; }));
        const int connections = counts.connections;
        child.stop();
        wait_boot(Child::trip_ms * 3 / 2); // what the kernel had taken arrives meanwhile
        const auto bytes = counts.bytes.load();
        CHECK(counts.open == connections);
        child.go_on();
        CHECK(eventually([&] { return counts.open == 0; }));
        CHECK(counts.bytes == bytes);
        CHECK(counts.resets == connections);
        CHECK(counts.connections == connections);
    }
}

TEST_CASE("a_process_that_was_stopped_for_less_than_the_watchdog_allows_keeps_its_login")
{
    LoopbackDevice device({});
    const Child child(device.port(), "beat");
    REQUIRE(child.word() == "in");
    const auto& counts = device.counts();
    REQUIRE(eventually([&] { return counts.keep_alives > 10; }));
    child.stop();
    wait_boot(Child::trip_ms / 20);
    child.go_on();
    const int keep_alives = counts.keep_alives;
    CHECK(eventually([&] { return counts.keep_alives > keep_alives + 10; }));
    CHECK(counts.open == 1);
}
