#include "streams/note_queue.h"

#include <asio/post.hpp>

namespace netsdk::streams {
namespace {
constexpr int notes_per_turn = 8; // then other handles have the thread
} // namespace

void NoteQueue::post(Note note)
{
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(note));
    if (running_)
        return;
    try {
        asio::post(delivery_, [self = shared_from_this()] { self->run(); });
        running_ = true;
    } catch (...) {
        waiting_.pop_back();
        throw;
    }
}

std::size_t NoteQueue::waiting()
{
    const std::lock_guard lock(mutex_);
    return waiting_.size();
}

void NoteQueue::run()
{
    Note note;
    for (int turn = 1; take(note); ++turn) {
        note();
        note = nullptr; // what it holds ends before the next begins
        if (turn % notes_per_turn != 0)
            continue;
        try {
            return asio::post(delivery_, [self = shared_from_this()] { self->run(); });
        } catch (const std::bad_alloc&) {
            continue; // then the others wait a little longer
        }
    }
}

bool NoteQueue::take(Note& note)
{
    const std::lock_guard lock(mutex_);
    running_ = !waiting_.empty();
    if (!running_)
        return false;
    note = std::move(waiting_.front());
    waiting_.pop_front();
    return true;
}

} // namespace netsdk::streams
