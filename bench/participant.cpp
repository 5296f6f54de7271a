// The part that all participants' programs share: data in, timings out.
#include "participant.hpp"

#include <time.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <fstream>
#include <stdexcept>
#include <vector>

namespace bench {
namespace {

// Seconds on one of POSIX' clocks. A single thread is timed by the processor time of the process, which a busy machine
// does not lengthen; several threads, which wait for each other, by the clock on the wall.
double now(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

template <typename T>
std::vector<T> read(const std::string& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  std::vector<T> values(file ? static_cast<std::size_t>(file.tellg()) / sizeof(T) : 0);
  file.seekg(0);
  if (values.empty() ||
      !file.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(T)))) {
    throw std::runtime_error("cannot read " + path);
  }
  return values;
}

void write(const std::string& path, const std::vector<float>& values) {
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(float)));
  if (!file) throw std::runtime_error("cannot write " + path);
}

// Runs `task` in blocks of at least 200 microseconds for so long, and prints the first decile of the blocks and their
// median, in microseconds a call. Not the shortest: processor time in a virtual machine is sometimes far too short.
void measure(const char* name, double seconds, clockid_t clock, const std::function<void()>& task) {
  for (const double start = now(clock); now(clock) - start < seconds / 10;) task();
  const double before = now(clock);
  task();
  const int calls = std::max(1, static_cast<int>(200e-6 / std::max(now(clock) - before, 1e-7)));
  std::vector<double> blocks;
  for (const double start = now(clock); now(clock) - start < seconds;) {
    const double block = now(clock);
    for (int call = 0; call < calls; ++call) task();
    blocks.push_back((now(clock) - block) / calls * 1e6);
  }
  std::sort(blocks.begin(), blocks.end());
  std::printf("%s %.3f %.3f\n", name, blocks[blocks.size() / 10], blocks[blocks.size() / 2]);
}

void run(const std::string& folder, const std::string& name, const std::string& tasks, double seconds,
         Settings settings, const MakeParticipant& make) {
  const auto parameters = read<float>(folder + "/parameters");
  const auto pixels = read<std::uint8_t>(folder + "/images");
  const auto labels = read<std::int32_t>(folder + "/labels");
  if (parameters.size() != parameter_count || labels.size() != image_count ||
      pixels.size() != image_count * std::size_t{image_size}) {
    throw std::runtime_error("the files in " + folder + " do not fit together");
  }
  std::vector<float> images(pixels.size());
  std::transform(pixels.begin(), pixels.end(), images.begin(),
                 [](std::uint8_t byte) { return static_cast<float>(byte) / 255.0f; });
  settings.parameters = parameters.data();

  const std::unique_ptr<Participant> participant = make(settings);
  std::printf("about %s\n", participant->description().c_str());
  std::vector<float> outputs(batch * classes);
  std::vector<float> d_parameters(parameter_count);
  participant->predict_batch(images.data(), outputs.data());
  write(folder + "/" + name + ".outputs", outputs);
  participant->gradients(images.data(), labels.data(), d_parameters.data());
  write(folder + "/" + name + ".gradients", d_parameters);

  const clockid_t clock = settings.threads == 1 ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC;
  int next = 0;
  const auto take = [&](int images_taken) {
    const int first = next;
    next = (next + images_taken) % image_count;
    return static_cast<std::size_t>(first);
  };
  if (tasks.find("predict_one") != std::string::npos) {
    measure("predict_one", seconds, clock,
            [&] { participant->predict_one(&images[take(1) * image_size], outputs.data()); });
  }
  next = 0;
  if (tasks.find("predict_batch") != std::string::npos) {
    measure("predict_batch", seconds, clock,
            [&] { participant->predict_batch(&images[take(batch) * image_size], outputs.data()); });
  }
  if (tasks.find("train") != std::string::npos) {
    measure("train", seconds, clock,
            [&] { participant->train(images.data(), labels.data(), static_cast<int>(take(batch))); });
  }
}

}  // namespace

int run_participant(int argc, char** argv, void (*limit_to_avx2)(), const MakeParticipant& make) {
  if (argc != 8) {
    std::fprintf(stderr, "Usage: %s FOLDER NAME VARIANT THREADS avx2|best SECONDS TASK,...\n", argv[0]);
    return 2;
  }
  try {
    if (argv[5] == std::string("avx2")) limit_to_avx2();
    const std::string variant = argv[3] == std::string("-") ? "" : argv[3];
    run(argv[1], argv[2], argv[7], std::stod(argv[6]), {nullptr, std::stoi(argv[4]), variant}, make);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s: %s\n", argv[0], error.what());
    return 1;
  }
}

}  // namespace bench
