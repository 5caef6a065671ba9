#include "tests/net/loopback_connection.h"

namespace netsdk::test {

LoopbackDevice::LoopbackDevice(Options options) : inside_(std::make_shared<Inside>(std::move(options)))
{
    inside_->start();
}

LoopbackDevice::~LoopbackDevice()
{
    inside_->stop();
}

std::uint16_t LoopbackDevice::port() const noexcept
{
    return inside_->port;
}
const LoopbackDevice::Counts& LoopbackDevice::counts() const noexcept
{
    return inside_->counts;
}
const LoopbackDevice::Options& LoopbackDevice::options() const noexcept
{
    return inside_->options;
}
void LoopbackDevice::fail(Fault fault) noexcept
{
    inside_->fault.store(fault);
}

void LoopbackDevice::refuse_with(std::uint8_t code, std::uint8_t sub_code, std::uint8_t tries, std::string text)
{
    inside_->run([&] {
        inside_->refusal[0] = code;
        inside_->refusal[1] = sub_code;
        inside_->refusal[2] = tries;
        inside_->refusal_text = std::move(text);
    });
}

void LoopbackDevice::let_grants_go()
{
    inside_->run([&] {
        for (const auto& grant : std::exchange(inside_->held_grants, {}))
            grant();
    });
}

void LoopbackDevice::drop_all()
{
    inside_->run([&] { inside_->close_all([](const Connection&) { return true; }); });
}

void LoopbackDevice::drop_media()
{
    inside_->run([&] { inside_->close_all([](const Connection& connection) { return connection.carries_media(); }); });
}

} // namespace netsdk::test
