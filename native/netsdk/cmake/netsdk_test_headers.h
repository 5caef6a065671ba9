// Headers of others that many tests read; see netsdk_headers() in NetsdkTargets.cmake.
#pragma once

#include "cmake/netsdk_headers.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <future>
#include <random>
