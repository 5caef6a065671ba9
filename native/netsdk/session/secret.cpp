#include "session/secret.h"

#include <cstring>

namespace netsdk::session {

Secret::Secret(std::string_view text) : text_(text.begin(), text.end()) {}

Secret::~Secret()
{
    if (!text_.empty())
        ::explicit_bzero(text_.data(), text_.size());
}

} // namespace netsdk::session
