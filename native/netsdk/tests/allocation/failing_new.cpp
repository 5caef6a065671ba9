#include "tests/allocation/failing_new.h"

#include <cstdlib>
#include <new>
#include <pthread.h>

// The operators below stand in for the standard library's in the whole process, the shared library included.

namespace {

constexpr long none = -1;
// Asio 1.22 does not survive it when a new strand gets no memory for its mutex or its reference count: strand_impl is
// then destroyed before it knows its service; nor when a strand that has work gets none for the note that makes a
// thread take it: it is never run again. So allocations of these three sizes are left alone.
constexpr std::size_t mutex_of_a_strand = sizeof(pthread_mutex_t);
constexpr std::size_t count_of_a_strand = 3 * sizeof(void*);
constexpr std::size_t turn_of_a_strand = 7 * sizeof(void*) + 1;
thread_local bool armed = false;
thread_local long left = none;

bool is_spared(std::size_t size)
{
    return size == mutex_of_a_strand || size == count_of_a_strand || size == turn_of_a_strand;
}

void* allocate(std::size_t size)
{
    if (armed && !is_spared(size) && left-- == 0)
        throw std::bad_alloc();
    void* const memory = std::malloc(size == 0 ? 1 : size);
    if (memory == nullptr)
        throw std::bad_alloc();
    return memory;
}

} // namespace

void* operator new(std::size_t size)
{
    return allocate(size);
}
void* operator new[](std::size_t size)
{
    return allocate(size);
}
void operator delete(void* memory) noexcept
{
    std::free(memory);
}
void operator delete[](void* memory) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept
{
    std::free(memory);
}

namespace netsdk::test {

FailingNew::FailingNew(long survive, Spared) noexcept
{
    left = survive;
    armed = true;
}

FailingNew::~FailingNew()
{
    armed = false;
}

bool FailingNew::failed() const noexcept
{
    return left < 0;
}

} // namespace netsdk::test
