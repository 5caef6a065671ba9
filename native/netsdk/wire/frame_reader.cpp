#include "wire/frame_reader.h"

#include <algorithm>

namespace netsdk::wire {

namespace {

// A buffer that a large frame needed is given back; a small one is kept for the next frame.
constexpr std::size_t kept_capacity = 4096;

} // namespace

Result<std::optional<FramePart>> FrameReader::next(Bytes& input)
{
    if (failed_)
        return *failed_;
    release();
    switch (state_) {
    case State::control: return control_frame(input);
    case State::media: return media_piece(input);
    case State::header: break;
    }
    auto part = begin_frame(input);
    if (!part)
        failed_ = part.error();
    return part;
}

Result<std::optional<FramePart>> FrameReader::begin_frame(Bytes& input)
{
    Bytes head = input;
    if (!held_.empty() || input.size() < DvripHeader::size) {
        if (!hold(input, DvripHeader::size))
            return std::optional<FramePart>{};
        head = held_;
    } else {
        input = input.subspan(DvripHeader::size);
    }
    const auto header = DvripHeader::read(head);
    if (!header)
        return header.error();
    header_ = header.value();
    held_.clear();
    if (header_.byte<0>() == 0)
        return Error::malformed;
    if (header_.body_length() > limits_.max_message)
        return Error::too_large;
    if (carries_media(header_.command())) {
        state_ = State::media;
        media_left_ = header_.body_length();
        return media_piece(input);
    }
    state_ = State::control;
    return control_frame(input);
}

std::optional<FramePart> FrameReader::control_frame(Bytes& input)
{
    const std::size_t length = header_.body_length();
    if (held_.empty() && input.size() >= length) { // a body that came whole is not copied
        state_ = State::header;
        const Bytes body = input.first(length);
        input = input.subspan(length);
        return FramePart{FramePart::Kind::whole, header_, body, 0};
    }
    if (!hold(input, length))
        return std::nullopt;
    state_ = State::header;
    done_ = true;
    return FramePart{FramePart::Kind::whole, header_, held_, 0};
}

std::optional<FramePart> FrameReader::media_piece(Bytes& input)
{
    // A body of no bytes is one empty piece; a body that has bytes gives none that are empty.
    if (input.empty() && media_left_ != 0)
        return std::nullopt;
    const std::size_t count = std::min<std::size_t>(media_left_, input.size());
    const Bytes piece = input.first(count);
    input = input.subspan(count);
    media_left_ -= static_cast<std::uint32_t>(count);
    if (media_left_ == 0)
        state_ = State::header;
    return FramePart{FramePart::Kind::media, header_, piece, media_left_};
}

bool FrameReader::hold(Bytes& input, std::size_t wanted)
{
    const std::size_t count = std::min(wanted - held_.size(), input.size());
    const Bytes piece = input.first(count);
    held_.insert(held_.end(), piece.begin(), piece.end());
    input = input.subspan(count);
    return held_.size() == wanted;
}

void FrameReader::release()
{
    if (!std::exchange(done_, false))
        return;
    if (held_.capacity() > kept_capacity)
        held_ = {};
    held_.clear();
}

} // namespace netsdk::wire
