#pragma once

#include "abi/library.h"
#include "include/netsdk_open.h"

namespace netsdk::abi {

// The only code that calls out. Each takes what the caller registered and gives a function of ours; what it passes is
// ours and valid until the callback returns.

/// The integer parameter is widened, as callers exist that read all 8 bytes of it.
[[nodiscard]] Library::LoginNote login_note(fDisConnect callback, LDWORD user);
[[nodiscard]] streams::Outlet::Sink live_sink(LLONG handle, fRealDataCallBackEx2 callback, LDWORD user);
[[nodiscard]] std::function<void(long, const session::FoundDevice&)> search_sink(fSearchDevicesCBEx callback,
                                                                                 void* user);

[[nodiscard]] Library::PictureNote picture_note(fSnapRev callback, LDWORD user);
[[nodiscard]] Library::NoPictureNote no_picture_note(NETSDK_OPEN_fSnapFailed callback, LDWORD user);

[[nodiscard]] session::DeviceSearch::Sink address_sink(fSearchDevicesCB callback, LDWORD user);

} // namespace netsdk::abi
