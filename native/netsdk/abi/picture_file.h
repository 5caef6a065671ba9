#pragma once

#include "wire/bytes.h"
#include "wire/result.h"

#include <string>

namespace netsdk::abi {

/// Writes a file whole or not at all: beside its place first, then into it. Error: invalid_argument (it cannot be
/// written there).
[[nodiscard]] wire::Status write_file(const std::string& path, wire::Bytes bytes);

} // namespace netsdk::abi
