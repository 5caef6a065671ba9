#include "tests/allocation/failing_new.h"

#include <cstdlib>
#include <new>

// The operators below stand in for the standard library's in the whole process, the shared library included.

namespace {

constexpr long none = -1;
thread_local bool armed = false;
thread_local long left = none;

void* allocate(std::size_t size)
{
    if (armed && left-- == 0)
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

FailingNew::FailingNew(long survive) noexcept
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
