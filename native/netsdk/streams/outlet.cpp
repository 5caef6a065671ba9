#include "streams/outlet.h"

#include "net/clock.h"
#include "net/figures.h"

#include <asio/post.hpp>
#include <thread>

namespace netsdk::streams {
namespace {
constexpr int frames_per_turn = 8; // then other handles have the thread
constexpr auto slow = std::chrono::seconds(1);
constexpr auto pause_without_memory = std::chrono::milliseconds(10);
} // namespace

Outlet::Outlet(Executor delivery, std::size_t budget, std::function<void()> on_room)
    : delivery_(std::move(delivery)), budget_(budget), on_room_(std::move(on_room))
{
}

void Outlet::set_sink(Sink sink)
{
    auto shared = sink ? std::make_shared<const Sink>(std::move(sink)) : nullptr;
    const std::lock_guard lock(mutex_);
    sink_.swap(shared);
    schedule_if_due();
}

Outlet::Room Outlet::offer(wire::Buffer frame)
{
    const std::lock_guard lock(mutex_);
    if (closed_)
        return Room::left;
    bytes_ += frame.size();
    waiting_.push_back(std::move(frame));
    schedule_if_due();
    if (bytes_ < budget_)
        return Room::left;
    if (!std::exchange(full_, true))
        net::count(net::figures().reads_paused, 1);
    return Room::full;
}

void Outlet::close()
{
    gate_.close();
    std::deque<wire::Buffer> dropped;
    const std::lock_guard lock(mutex_);
    closed_ = true;
    dropped.swap(waiting_);
    sink_.reset();
}

/// Under mutex_.
void Outlet::schedule_if_due()
{
    if (scheduled_ || closed_ || !sink_ || waiting_.empty())
        return;
    asio::post(delivery_, [self = shared_from_this()] { self->pump(); });
    scheduled_ = true;
}

void Outlet::pump()
{
    for (int turn = 0;; ++turn) {
        wire::Buffer frame;
        std::shared_ptr<const Sink> sink;
        {
            const std::lock_guard lock(mutex_);
            if (turn == frames_per_turn || closed_ || !sink_ || waiting_.empty()) {
                scheduled_ = false;
                try {
                    return schedule_if_due();
                } catch (const std::bad_alloc&) {
                    scheduled_ = true; // then this thread goes on, and others wait a little longer
                    turn = 0;
                }
            }
            frame = std::move(waiting_.front());
            waiting_.pop_front();
            sink = sink_;
        }
        deliver(*sink, frame);
        bool room = false;
        {
            const std::lock_guard lock(mutex_);
            bytes_ -= frame.size();
            room = full_ && bytes_ <= budget_ / 2;
            if (room)
                full_ = false;
        }
        if (room)
            tell_of_room();
    }
}

/// Nobody else tells it, and a connection that is not told is never read again: without memory it is tried until there
/// is some.
void Outlet::tell_of_room()
{
    for (bool told = false; !told && !gate_.closed();) {
        try {
            on_room_();
            told = true;
        } catch (const std::bad_alloc&) {
            std::this_thread::sleep_for(pause_without_memory);
        }
    }
}

void Outlet::deliver(const Sink& sink, const wire::Buffer& frame)
{
    const auto began = std::chrono::steady_clock::now();
    bool ran = false;
    try {
        ran = gate_.run([&] { sink(frame); });
    } catch (...) {
        ran = true; // a callback that throws has broken the contract; the frame is spent and the stream goes on
    }
    if (!ran)
        return;
    auto& figures = net::figures();
    net::count(figures.frames_delivered, 1);
    net::count(figures.bytes_delivered, frame.size());
    if (std::chrono::steady_clock::now() - began > slow)
        net::count(figures.slow_callbacks, 1);
}

} // namespace netsdk::streams
